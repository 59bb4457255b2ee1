/// Why a function cannot be worked on.
package enum FunctionRefusal: Hashable, Sendable, CustomStringConvertible {
    case managedInstances
    case durable
    case tenantIsolation
    case snapStart
    case switchedOff
    case changing
    case failed(reason: String)
    case reportsSuppressed
    case leftovers(aliases: [String])
    case eventTooLarge(bytes: Int)
    case unknownAlias(String)
    case aliasOnLatest(String)
    case aliasDivided(String)
    case otherCode(alias: String)
    case sameMemory(memoryMB: Int)

    package var description: String {
        switch self {
        case .managedInstances:
            "The function runs on Managed Instances, which bill for EC2 instances and not for memory "
                + "and time: size its capacity provider instead."
        case .durable:
            "The function is a durable function, whose invocations outlive a call: tune the steps as "
                + "functions of their own."
        case .tenantIsolation:
            "The function isolates tenants, so every invocation needs a tenant: tune a copy without "
                + "tenancy."
        case .snapStart:
            "The function uses SnapStart, which snapshots and bills every published version: turn it "
                + "off while tuning, or use --read-only."
        case .switchedOff:
            "The function's reserved concurrency is 0, so every invocation would be throttled: raise "
                + "or remove it first."
        case .changing: "Another change of the function is under way: wait until it has ended."
        case .failed(let reason):
            "The function's last change failed (\(reason)): deploy it anew first."
        case .reportsSuppressed:
            "The function's system log level is WARN, so Lambda writes no reports: set it to INFO."
        case .leftovers(let aliases):
            "The function has aliases of an unfinished run (\(aliases.joined(separator: ", "))): run "
                + "`lambda-tuner aws restore` on the machine that made them, or delete them."
        case .eventTooLarge(let bytes):
            "The event has \(bytes) bytes: Lambda takes at most 6 MB (6291456 bytes)."
        case .unknownAlias(let name):
            "The function has no alias '\(name)': make it first, pointing to a published version."
        case .aliasOnLatest(let name):
            "The alias '\(name)' points to $LATEST, whose traffic cannot be divided: point it to a "
                + "published version first."
        case .aliasDivided(let name):
            "The alias '\(name)' already divides its traffic: finish that rollout first."
        case .otherCode(let alias):
            "The code of $LATEST is not the code behind the alias '\(alias)', so a rollout would "
                + "deploy more than a memory setting: deploy the code first."
        case .sameMemory(let memoryMB):
            "The alias already runs at \(memoryMB) MB: there is nothing to roll out."
        }
    }
}
