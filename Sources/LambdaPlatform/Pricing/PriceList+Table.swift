extension PriceList {
    /// The prices collected on 23 November 2026.
    ///
    /// - Source: copies of AWS's calculator file and Price List API, by the tag in each row: REM
    ///   Remotion `price-per-1s.ts`, LIVE aws-lambda-live-tuner, CAR Caribou's Region table, ART
    ///   Artillery's prices, ICO Infracost. An arm64 price marked `derived` is 0.8 of x86_64.
    package static let standard = PriceList(
        asOf: "2026-11-23",
        regions: rows.split(separator: "\n").compactMap { RegionPrices(row: String($0)) },
        regionsWithoutPrices: [
            "ap-east-2",
            "ap-southeast-6",
            "ap-southeast-7",
            "mx-central-1",
            "eusc-de-east-1",
        ]
    )
}

extension RegionPrices {
    /// Reads a row of the table below.
    ///
    /// - Edge cases: nil when the row does not have its ten fields; a test holds that all do.
    fileprivate init?(row: String) {
        let fields = row.split(separator: " ").map(String.init)
        guard fields.count == 10, let currency = Currency(rawValue: fields[1]) else { return nil }
        let prices = fields[2...7].map { Int128($0).map(Money.init(picos:)) }
        guard let request = prices[0], let x86 = prices[1] else { return nil }
        self.init(
            region: fields[0],
            currency: currency,
            request: request,
            x86GBSecond: x86,
            armGBSecond: prices[2],
            provisionedConcurrencyGBSecond: prices[3],
            provisionedDurationGBSecond: prices[4],
            ephemeralStorageGBSecond: prices[5],
            source: fields[9],
            isArmPriceVerified: fields[8] == "read"
        )
    }
}

/// Region, currency, then in 10⁻¹² of it: request, x86_64 and arm64 GB-second, provisioned
/// concurrency, its duration, /tmp GB-second (a dash where unknown); how the arm64 price is known;
/// the source's tag.
private let rows = """
    us-east-1 USD 200000 16666700 13333400 4166700 9722200 30900 read REM
    us-east-2 USD 200000 16666700 13333400 4166700 9722200 30900 read REM
    us-west-1 USD 200000 16666700 13333400 4904100 11443000 37000 read REM
    us-west-2 USD 200000 16666700 13333400 4166700 9722200 30900 read REM
    af-south-1 USD 270000 22100000 17680000 5530000 12900000 40400 read REM
    ap-east-1 USD 280000 22920000 18300000 5715300 13335800 40700 read REM
    ap-south-1 USD 200000 16666700 13333400 4498500 10496600 35200 read REM
    ap-northeast-1 USD 200000 16666700 13333400 5383500 12561500 37000 read REM
    ap-northeast-2 USD 200000 16666700 13333400 5125400 11959200 35200 read REM
    ap-northeast-3 USD 200000 16666700 13333400 5383500 12561500 37000 read REM
    ap-southeast-1 USD 200000 16666700 13333400 5199100 12131300 37000 read REM
    ap-southeast-2 USD 200000 16666700 13333400 5236000 12217300 37000 read REM
    ap-southeast-4 USD 200000 16666700 13333400 5236000 12217300 37000 read REM
    ap-southeast-5 USD 180000 15000000 12000000 4679100 10918100 33300 read REM
    ca-central-1 USD 200000 16666700 13333400 4646000 10840700 34000 read REM
    eu-central-1 USD 200000 16666700 13333400 5014700 11701100 36700 read REM
    eu-central-2 USD 220000 18333400 14666700 5516200 12871200 44100 read REM
    eu-north-1 USD 200000 16666700 13333400 4424800 10324500 32300 read REM
    eu-south-1 USD 230000 19517200 15613800 4878300 11382700 35700 read REM
    eu-west-1 USD 200000 16666700 13333400 4646000 10840700 34000 read REM
    eu-west-2 USD 200000 16666700 13333400 4830400 11270900 35800 read REM
    eu-west-3 USD 200000 16666700 13333400 4867300 11356900 35800 read REM
    me-south-1 USD 250000 20666700 16533400 5110800 11925100 37400 read REM
    sa-east-1 USD 200000 16666700 13333400 6637200 15486700 58600 read REM
    me-central-1 USD 250000 20666700 16533400 5110800 11925100 37400 read ICO
    il-central-1 USD 210000 17500000 14000000 - - 40800 derived CAR
    ap-south-2 USD 200000 16666700 13333400 - - - derived CAR
    ap-southeast-3 USD 200000 16666700 13333400 - - - read LIVE
    eu-south-2 USD 200000 16666700 13333400 - - 34000 derived CAR
    ca-west-1 USD 200000 16666700 13333400 - - 34000 derived CAR
    us-gov-west-1 USD 200000 16666700 - - - - - LIVE
    us-gov-east-1 USD 200000 16666700 - - - - - LIVE
    cn-north-1 CNY 1360000 113477000 90800000 - - 230300 read ICO
    cn-northwest-1 CNY 1360000 113477000 90800000 - - 204900 read ICO
    """
