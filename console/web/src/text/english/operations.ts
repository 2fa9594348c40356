/** What each built operation does, in our own words: by product and operation. Read by the reference and by the search of the explorer. */
export const operationTexts: Readonly<Record<string, string>> = {
  'ddoscoo.AddAutoCcBlacklist':
    'Puts sources on an instance’s black list for a while: 300 to 604,800 seconds from now. A source is an address or a CIDR block of ' +
    'the instance’s address family, IPv4 from /8 and IPv6 from /32 on. One that is listed already gets the new time. All or nothing; ' +
    'at most 2,000 that the owner listed. A source may be on the white list too, which wins.',
  'ddoscoo.AddAutoCcWhitelist':
    'Puts sources on an instance’s white list, for ever; ExpireTime is deprecated and means nothing. What a source is, and the limit ' +
    'of 2,000, is as for AddAutoCcBlacklist. The white list wins over the black one.',
  'ddoscoo.AttachSceneDefenseObject':
    'Attaches instances to a scene policy, by their service addresses (ObjectType Vip), several with commas between them. One that is ' +
    'attached already does not matter. Domain names, the vendor’s other kind of object, cannot be attached: this version forwards ' +
    'ports, not websites.',
  'ddoscoo.ConfigNetworkRegionBlock': 'Replaces the regions whose sources an instance refuses. What is left out of Config is emptied.',
  'ddoscoo.ConfigNetworkRules':
    'Replaces the origins of rules and their port: of all that are named or of none. What holds for one is what holds for ModifyPort. ' +
    'A rule that is named twice is refused, since one of the two would not take place.',
  'ddoscoo.ConfigUdpReflect': 'Replaces the UDP source ports whose datagrams an instance drops as reflection; an empty list drops none.',
  'ddoscoo.CreateNetworkRules':
    'Makes forwarding rules, of one instance or of several: all of them or none. What holds for one is what holds for CreatePort.',
  'ddoscoo.CreatePort':
    'Makes a forwarding rule. Without BackendPort origins are reached at the port that is forwarded. The instance must not have ' +
    'expired, and have less rules than its PortCount.',
  'ddoscoo.CreateSceneDefensePolicy':
    'Makes a scene policy: from StartTime until EndTime, in milliseconds, the instances that it is attached to are treated otherwise. ' +
    'With promotion nothing is tightened by itself, with bypass no check applies but the blackhole. It is enabled from the beginning ' +
    'and attached to nothing; DescribeSceneDefensePolicies tells its id. Policies may overlap: bypass wins.',
  'ddoscoo.CreateTagResources':
    'Puts tags on instances; a key that an instance carries already gets the new value. All or nothing: one instance that cannot be ' +
    'tagged refuses the whole call. A key given twice is refused.',
  'ddoscoo.DeleteAutoCcBlacklist':
    'Takes sources off an instance’s black list: those that the owner listed, or that were listed by themselves, or with no QueryType ' +
    'both. One that is not on it does not matter. A source is named as it was listed: a block does not take off the addresses in it.',
  'ddoscoo.DeleteAutoCcWhitelist': 'Takes sources off an instance’s white list, as DeleteAutoCcBlacklist.',
  'ddoscoo.DeleteNetworkRule': 'Deletes rules: all that are named or none; their connections end.',
  'ddoscoo.DeletePort':
    'Deletes a rule; its connections end. BackendPort and RealServers are taken and not looked at: the port alone names the rule.',
  'ddoscoo.DeleteSceneDefensePolicy': 'Deletes a scene policy; if it is in force, that ends at once.',
  'ddoscoo.DeleteTagResources':
    'Takes tags off instances: the keys that are named, or with All every one. Keys that an instance does not carry do not matter. ' +
    'All or nothing, as CreateTagResources.',
  'ddoscoo.DescribeAttackAnalysisMaxQps':
    'The peak of attacks in requests a second: 0, since there is no layer 7 yet that could count any.',
  'ddoscoo.DescribeAutoCcBlacklist':
    'An instance’s black list, the latest entry first, without what has expired. EndTime is in seconds. KeyWord is what the source’s ' +
    'text starts with, 3 characters or more. QueryType restricts it to what the owner listed (manual) or what was listed by itself ' +
    '(auto).',
  'ddoscoo.DescribeAutoCcListCount':
    'How many sources an instance’s lists hold: those the owner listed (manual), those listed by themselves (auto), or both.',
  'ddoscoo.DescribeAutoCcWhitelist':
    'An instance’s white list, the latest entry first, without what has expired. EndTime is in seconds, 0 for never. KeyWord is what ' +
    'the source’s text starts with, 3 characters or more.',
  'ddoscoo.DescribeBackSourceCidr':
    'The networks from which this service connects to origins, as the operator set them, so that a firewall can let them through. ' +
    'Every line has the same; of one family if IpVersion asks for it.',
  'ddoscoo.DescribeBlackholeStatus':
    'Whether instances are blackholed, in the order they are asked for; StartTime and EndTime, in seconds, only of those that are. ' +
    'EndTime is when the blackhole ends by itself.',
  'ddoscoo.DescribeBlockStatus':
    'The line blocks of instances, in the order they are asked for: one status a line, StartTime and EndTime, in seconds, only of ' +
    'lines that are blocked. An instance outside mainland China has no such lines.',
  'ddoscoo.DescribeDDoSEvents':
    'Attacks that were scrubbed or blackholed, by when they began, newest first. Bps and Pps are the largest second of everything ' +
    'that came in. One that goes on has no EndTime; a blackhole has no Port.',
  'ddoscoo.DescribeDDosAllEventList':
    'All attacks of the account by when they began, newest first, also those on instances that are released by now. Mbps and Pps are ' +
    'the largest second of everything that came in, Mbps rounded up. One that goes on has no EndTime; a blackhole has no Port. There ' +
    'is no layer 7 yet, so nothing is web-cc.',
  'ddoscoo.DescribeDDosEventArea':
    'Where an attack came from: refused packets by country, the most first, at most 20. Area is the ISO code in lower case, zz where ' +
    'the country table does not tell. An attack is named by its address and the second it began in, as DescribeDDosAllEventList ' +
    'tells; where none began in that second, the next one is meant. An address that is not the caller’s has none.',
  'ddoscoo.DescribeDDosEventAttackType':
    'What an attack consisted of: refused packets by type, the most first. An attack is named by its address and the second it began ' +
    'in, as DescribeDDosAllEventList tells; where none began in that second, the next one is meant. An address that is not the ' +
    'caller’s has none.',
  'ddoscoo.DescribeDDosEventIsp':
    'Where an attack came from by internet service provider: none, since the country table names no providers. The list is empty ' +
    'rather than made up; the parameters are checked all the same.',
  'ddoscoo.DescribeDDosEventMax':
    'The peaks of the account’s attacks: Mbps of those that were scrubbed or blackholed, rounded up, Cps of connection floods. There ' +
    'is no layer 7 yet, so Qps is 0.',
  'ddoscoo.DescribeDDosEventSrcIp':
    'The sources of an attack that were refused most, at most 20. An attack is named by its address and the second it began in, as ' +
    'DescribeDDosAllEventList tells; where none began in that second, the next one is meant. An address that is not the caller’s has ' +
    'none. The country table names no provider, so Isp is absent.',
  'ddoscoo.DescribeDefenseCountStatistics':
    'Advanced mitigations of the account in this calendar month: how many come with its unexpired instances, and how many have been ' +
    'used. No package of more is sold, so none remains.',
  'ddoscoo.DescribeDestinationPortEvent':
    'The ports that an attack went to, by refused packets, the most first: of all attacks on the address while the one that is named ' +
    'went on. An attack is named by its address and the second it began in, as DescribeDDosAllEventList tells; where none began in ' +
    'that second, the next one is meant. An address that is not the caller’s has none.',
  'ddoscoo.DescribeElasticBandwidthSpec':
    'The burstable protection bandwidths that an instance can be set to, in Gbit/s, rising: from its base up to the most that the ' +
    'price list sells. Premium instances have none, since their protection is not sold by bandwidth.',
  'ddoscoo.DescribeHealthCheckList':
    'The health checks of rules, in the order asked for; a rule that is not checked has none. All of the rules must exist.',
  'ddoscoo.DescribeHealthCheckStatus':
    'Which origins of rules are in use, as the traffic plane told last; a rule is abnormal as soon as one of its origins is. An ' +
    'origin that is not checked is normal. All of the rules must exist.',
  'ddoscoo.DescribeInstanceDetails':
    'The service address and line of instances. All of the ids must exist. An address has no certificate of its own and no TLS 1.3 ' +
    'until such rules are set; its status is normal or expired, for no attack is recorded that could make it another.',
  'ddoscoo.DescribeInstanceExt':
    'What was bought with each instance beyond its limits: line, plan, function plan, clean bandwidth. Of one instance, or of all in ' +
    'pages; page 1 of 10 where no page is asked for. An id that does not exist gives an empty list, as a filter does.',
  'ddoscoo.DescribeInstanceIds':
    'The ids of the account’s instances, newest first, with edition, remark and kind of address. Not in pages; where there are too ' +
    'many for one answer it refuses rather than leave any out.',
  'ddoscoo.DescribeInstanceSpecs':
    'The limits of instances, as bought. All of the ids must exist. Burstable clean bandwidth and QPS are 0 until one is set, and no ' +
    'threshold of the clean bandwidth limits anything (RealLimitBw 0). One site (a second-level domain with all below it) comes with ' +
    'every ten domains.',
  'ddoscoo.DescribeInstanceStatistics':
    'How much of each instance’s limits is in use: PortUsage counts its forwarding rules, DefenseCountUsage its advanced mitigations ' +
    'of this month. All of the ids must exist. Domains and sites are zero: this version has none.',
  'ddoscoo.DescribeInstanceStatus':
    'What has become of one instance: 1 normal, 2 expired, 4 released; a released one stays visible here. 3, overdue, does not occur: ' +
    'these instances are paid in advance. ProductType says where the instance is (1 mainland China, 2 outside); in the other place it ' +
    'is not found.',
  'ddoscoo.DescribeInstances': 'Instances of the account, newest first, with every filter of the contract; released ones are gone.',
  'ddoscoo.DescribeNetworkRegionBlock':
    'The regions whose sources an instance refuses, as ConfigNetworkRegionBlock was given them, in rising order.',
  'ddoscoo.DescribeNetworkRuleAttributes': 'The attributes of rules, in the order asked for. All of the rules must exist.',
  'ddoscoo.DescribeNetworkRules':
    'The rules of an instance in pages, by port. A port that is not forwarded gives an empty list. Nothing lets a tenant set a ' +
    'remark, so Remark says what is wrong with a rule: why the traffic plane does not listen; it is empty when it does.',
  'ddoscoo.DescribeOpEntities':
    'What was done to the account’s instances in the last 30 days, newest first. Recorded here, on the instance’s address (EntityType ' +
    '1), are changes of the burstable protection bandwidth (OpAction 1), blackholes that were deactivated (9) and blocks of lines ' +
    '(10); the other kinds of the contract (plans, ECS instances) cannot happen in this version and so have no rows. EntityType 4 ' +
    'asks for all kinds, as does none.',
  'ddoscoo.DescribePort': 'The rules of an instance in pages, by port. A port that is not forwarded gives an empty list.',
  'ddoscoo.DescribePortAttackMaxFlow': 'The largest second of attack traffic on the ports of any one of the instances.',
  'ddoscoo.DescribePortAutoCcStatus':
    'The automatic mode of instances, in the order they are asked for. Ports 80 and 443 have no mode of their own here, so WebSwitch ' +
    'and WebMode say the same as Switch and Mode.',
  'ddoscoo.DescribePortCcAttackTopIP':
    'The sources that were refused most at a port of an address since a time, of those that readings named, which are the busiest of ' +
    'each. Pv is how many of their packets and connections were refused. An address that is not the caller’s has none, as one that ' +
    'nobody has.',
  'ddoscoo.DescribePortConnsCount':
    'Connections in a span of time: the most that were open at one time, of those with bytes within the last 15 seconds, of those ' +
    'without, and the most that were let in in one second of one port.',
  'ddoscoo.DescribePortConnsList':
    'Connections by intervals, oldest first, intervals without any as zeros: Conns, ActConns (bytes within the last 15 seconds) and ' +
    'InActConns are the most that were open at one time in the interval, Cps how many were let in a second, on average.',
  'ddoscoo.DescribePortFlowList':
    'Traffic of instances by intervals, oldest first, intervals without traffic as zeros: average rates over each interval, ' +
    'everything that came in in InBps and InPps, what was refused as an attack in AttackBps and AttackPps. The Sla figures are what ' +
    'limits refused: of the bandwidth bought (SlaBps), of new connections a second (SlaCps) and of open connections (SlaConn), of the ' +
    'port or of the plan; a port has no limit of packets, so SlaPps is always 0. Instances of both regions make two series, each with ' +
    'its own indexes.',
  'ddoscoo.DescribePortMaxConns':
    'The most connections that each port let in in one second of the span, by instance and port; ports that let none in are left out.',
  'ddoscoo.DescribePortViewSourceCountries':
    'Where the packets came from, by country, the most first: of the busiest countries of each reading, so the proportions are right ' +
    'and small counts may be missing. CountryId is the ISO code in lower case, zz where the country table does not tell.',
  'ddoscoo.DescribePortViewSourceIsps':
    'Where the packets came from, by internet service provider: none, since the country table names no providers. The list is empty ' +
    'rather than made up; the parameters are checked all the same.',
  'ddoscoo.DescribePortViewSourceProvinces':
    'Where the packets came from, by administrative region of China: none, since the country table ends at countries. The list is ' +
    'empty rather than made up; the parameters are checked all the same.',
  'ddoscoo.DescribeSceneDefenseObjects':
    'The instances that a scene policy is attached to, by their service addresses, in the order they were attached.',
  'ddoscoo.DescribeSceneDefensePolicies':
    'The account’s scene policies, the latest first. Status is 0 disabled, 1 to come, 2 in force, 3 over. Changes take effect at ' +
    'once, so Done is always 1. RuntimePolicies tells what a promotion changes: the automatic mode (PolicyType 2) is off while it is ' +
    'in force; a bypass has no such entry.',
  'ddoscoo.DescribeSystemLog':
    'Bills of burstable clean bandwidth, newest first: the only system log that the contract knows (EntityType 20, also where none is ' +
    'named; OpAction 100). A bill comes from traffic above the bought bandwidth, which this version does not meter, so there are none ' +
    'until it does; they are read from the same records all the same.',
  'ddoscoo.DescribeTagKeys':
    'The tag keys in use in a region, in order, with the number of instances that carry each; page 1 of 10 where none is asked for.',
  'ddoscoo.DescribeTagResources':
    'Tags of instances in a region: of the instances named, or of those that carry every tag asked for; at least one of the two must ' +
    'be given. In order of instance and key; NextToken, absent at the end, goes on behind the last.',
  'ddoscoo.DescribeTotalAttackMaxFlow':
    'The largest second of attack traffic on all the instances together. What is kept by the minute or the hour has only each ' +
    'instance’s own largest second; their sum is then what it can have been at most.',
  'ddoscoo.DescribeUdpReflect': 'The UDP source ports whose datagrams an instance drops as reflection, rising.',
  'ddoscoo.DescribeUnBlackholeCount':
    'How often the account may end a blackhole before its time in a day, and how often it still may today (UTC+8).',
  'ddoscoo.DescribeUnBlockCount':
    'How often the account may block lines in a calendar month, and how often it still may in this one (UTC+8).',
  'ddoscoo.DetachSceneDefenseObject':
    'Detaches instances from a scene policy, named as for AttachSceneDefenseObject. One that is not attached does not matter.',
  'ddoscoo.DisableSceneDefensePolicy': 'Switches a scene policy off; if it is in force, that ends at once.',
  'ddoscoo.EmptyAutoCcBlacklist': 'Takes everything off an instance’s black list, whoever put it there.',
  'ddoscoo.EmptyAutoCcWhitelist': 'Takes everything off an instance’s white list.',
  'ddoscoo.EnableSceneDefensePolicy': 'Switches a scene policy on; within its time it is in force at once.',
  'ddoscoo.ModifyBlackholeStatus':
    'Ends the blackhole of an instance before its time; undo is all that can be asked for. An account may do so 5 times a day ' +
    '(UTC+8), at least 10 minutes apart; an instance that is not blackholed costs none. It goes into DescribeOpEntities.',
  'ddoscoo.ModifyBlockStatus':
    'Blocks the lines on which traffic from outside mainland China comes in, for 15 to 43,200 minutes, or lets them through again. ' +
    'Only instances in mainland China have such lines. The country table knows no carriers: while either line is blocked, every ' +
    'source outside mainland China is refused. Blocking is counted, see DescribeUnBlockCount; letting through is free. Both go into ' +
    'DescribeOpEntities.',
  'ddoscoo.ModifyElasticBandWidth':
    'Sets an instance’s burstable protection bandwidth, Gbit/s, to one of those that DescribeElasticBandwidthSpec lists. The instance ' +
    'must be normal. It costs nothing by itself: only bursts that are used are billed. The change goes into DescribeOpEntities.',
  'ddoscoo.ModifyHealthCheckConfig': 'Replaces the health check of a rule; {} switches it off.',
  'ddoscoo.ModifyInstance':
    'Gives a running instance another specification, for a charge or a refund of the difference over the rest of its paid time. What ' +
    'is not named stays as it is. The account, not the instance, is what money can be missing from; nothing is changed then.',
  'ddoscoo.ModifyInstanceRemark': 'Replaces an instance’s remark. Any text of 1 to 500 characters is kept as it is.',
  'ddoscoo.ModifyNetworkRuleAttribute':
    'Changes the attributes of a rule: persistence and checks. Parts of Config that are left out stay as they were.',
  'ddoscoo.ModifyPort':
    'Replaces the origins of a rule and their port; its attributes, its health check and, unless it is sent, ProxyEnable stay. An ' +
    'expired instance’s rules can still be changed: they forward for a while yet, and a renewal brings them back as they are.',
  'ddoscoo.ModifyPortAutoCcStatus':
    'Sets the automatic mode of an instance: whether a port under attack is recognised by itself and tightened, and how eagerly. The ' +
    'mode is kept while it is off.',
  'ddoscoo.ModifySceneDefensePolicy':
    'Replaces everything about a scene policy but its id, its objects and whether it is enabled; at once, also while it is in force.',
  'ddoscoo.ReleaseInstance':
    'Releases an expired instance for good: forwarding and every rule of it end, its service address goes into quarantine, its tags ' +
    'are gone. The RequestId is the whole answer.',
  'esa.CheckSiteName': 'Tells whether a name could be added as a site by this account; what other accounts have added is not told.',
  'esa.CreateSite': 'Adds a site to a plan. It is pending until VerifySite finds that its name is the account’s.',
  'esa.DeleteSite': 'Deletes a site with its tags; its name is free at once.',
  'esa.DescribeDDoSPrice': 'Tells what one billing cycle of a security instance costs: what PurchaseDDoSInstance would charge now.',
  'esa.DescribeDdosMaxBurstGbps': 'Tells how far a plan’s security instance may burst in the Chinese mainland.',
  'esa.DescribeRatePlanInstanceStatus':
    'Tells how far a site plan is: creating while its purchase is unpaid, upgrading while an order for it is, ceasePrepaidService ' +
    'once expired, releasePrepaidService once released, else running.',
  'esa.DescribeRatePlanPrice': 'Tells what a site plan costs, or each of them where none is named: what PurchaseRatePlan would charge.',
  'esa.GetSite': 'Tells everything about a site.',
  'esa.ListDDoSInstances': 'Lists the account’s security instances, the released ones too.',
  'esa.ListInstanceQuotas': 'Tells what a plan may have.',
  'esa.ListInstanceQuotasWithUsage':
    'Tells what a plan may have and how much of it is used, in all and by site. Of what is counted here, sites and security instances ' +
    'exist; the others are not built, so none of them is used.',
  'esa.ListSites': 'Lists the account’s sites, newest first.',
  'esa.ListTagResources': 'Lists tags of sites, in order of site and key. Ids that are not the account’s have none.',
  'esa.ListUserRatePlanInstances':
    'Lists the account’s site plans with their sites; released ones only when they are asked for by Status=disable.',
  'esa.PurchaseDDoSInstance':
    'Buys the security instance of a site plan, which has at most one, and pays the first billing cycle. Burstable protection is off ' +
    'until SetDdosMaxBurstGbps switches it on.',
  'esa.PurchaseRatePlan':
    'Buys a site plan, and its first site with it when one is named. With AutoPay=false the order is only placed: the plan comes into ' +
    'being when it is paid, which no operation of this API does, so it waits until it is cancelled.',
  'esa.ReleaseInstance':
    'Schedules the release of a security instance: at the end of the billing cycle that runs, or at the next midnight when the ' +
    'instance has expired. It serves until then. Asking again changes nothing and succeeds, whatever the account owes by then.',
  'esa.SetDdosMaxBurstGbps':
    'Sets how far a plan’s security instance may burst in the Chinese mainland. What is above the base is billed after the cycle at ' +
    'its peak, so lowering it saves from the next cycle on.',
  'esa.TagResources': 'Puts tags on sites: on all of them or, when one is not the account’s, on none.',
  'esa.UntagResources': 'Takes tags off sites: those of the given keys, or with All every one when no key is given.',
  'esa.UpdateRatePlanSpec':
    'Upgrades a site plan for the rest of its period, for the difference in price. With AutoPay=false the order is only placed and ' +
    'the plan stays as it is; while such an order is open, nothing else of the subscription can be ordered or released.',
  'esa.UpdateSiteCoverage': 'Changes where a site is served.',
  'esa.VerifySite':
    'Asks whether the site’s name was shown to be the account’s, and if so makes the site active. Where a look-up takes long, the ' +
    'first answer is no and a later call has the result.',
  'bssopenapi.CancelOrder': 'Cancels an order that waits to be paid.',
  'bssopenapi.CreateInstance':
    'Buys an Anti-DDoS instance and pays for it from the balance. ESA is bought with its own operations. Without a ClientToken every ' +
    'call buys; the vendor’s Terraform provider sends none and waits for the instance, which exists at once.',
  'bssopenapi.DescribePricingModule':
    'Describes what can be chosen about an Anti-DDoS product: one module per component, and the values each may have.',
  'bssopenapi.GetOrderDetail': 'Shows one order with its lines. An order has one part, so the list has one row.',
  'bssopenapi.GetSubscriptionPrice':
    'Tells what an Anti-DDoS instance would cost to buy, renew or upgrade, in the account’s currency, by the very rules that charge ' +
    'for it. Modules are the components of DescribePricingModule, each with its value as Config=Code:Value; several may stand in one ' +
    'Config, joined by commas.',
  'bssopenapi.InquiryPriceRefundInstance': 'Tells what RefundInstance would give back now.',
  'bssopenapi.ModifyInstance':
    'Gives a running Anti-DDoS instance another specification. The difference of price for the rest of the paid time is charged or ' +
    'given back. The components that are not named stay.',
  'bssopenapi.QueryAccountBalance': 'Tells what an account has and may spend.',
  'bssopenapi.QueryAccountTransactions': 'Lists what moved an account’s balance, newest first.',
  'bssopenapi.QueryAvailableInstances':
    'Lists what an account subscribes to, of all products, newest first; what is released is not listed.',
  'bssopenapi.QueryOrders': 'Lists an account’s orders, newest first. Without times all of them, where the vendor shows the last hour.',
  'bssopenapi.QueryProductList':
    'Lists what is sold here: the Anti-DDoS products of the price list, and ESA’s plans and security instances.',
  'bssopenapi.RefundInstance': 'Gives a running Anti-DDoS instance back: it is released at once and its unused whole days are refunded.',
  'bssopenapi.RenewInstance':
    'Pays for another period of an Anti-DDoS instance or an ESA site plan. Before expiry the period starts at the expiry, after it at ' +
    'the moment of payment; what is released cannot be renewed.',
  'bssopenapi.SetRenewal': 'Says what things do about their expiry. All of the named ones are changed, or, if one is refused, none.',
  'ram.AddUserToGroup': 'Puts a RAM user into a group, whose policies then count for it.',
  'ram.AttachPolicyToGroup': 'Attaches a RAM policy to a group.',
  'ram.AttachPolicyToRole': 'Attaches a RAM policy to a RAM role.',
  'ram.AttachPolicyToUser': 'Attaches a RAM policy to a RAM user.',
  'ram.ClearAccountAlias': 'Takes the account’s alias away.',
  'ram.CreateAccessKey': 'Makes an access key for a RAM user, or for the caller itself. Its secret is shown this once.',
  'ram.CreateGroup': 'Makes a group of RAM users.',
  'ram.CreateLoginProfile': 'Gives a RAM user a password for the console. The password is kept as a salted hash and shown nowhere.',
  'ram.CreatePolicy': 'Makes a RAM policy of the account, with its first version.',
  'ram.CreatePolicyVersion': 'Adds a version to a RAM policy of the account.',
  'ram.CreateRole': 'Makes a RAM role, which those that its trust policy names may take on.',
  'ram.CreateUser': 'Makes a RAM user. It may do nothing until policies allow it something.',
  'ram.DeleteAccessKey': 'Deletes an access key; within a second no node takes it any more.',
  'ram.DeleteGroup': 'Deletes a group that has no members and no policies any more.',
  'ram.DeleteLoginProfile': 'Takes a RAM user’s console password away.',
  'ram.DeletePolicy': 'Deletes a RAM policy of the account; with CascadingDelete also where it is attached, and its versions.',
  'ram.DeletePolicyVersion': 'Deletes a version of a RAM policy that is not the one that counts.',
  'ram.DeleteRole': 'Deletes a RAM role that has no policies any more. Its sessions end.',
  'ram.DeleteUser': 'Deletes a RAM user that has no keys, no groups and no policies any more.',
  'ram.DetachPolicyFromGroup': 'Detaches a RAM policy from a group.',
  'ram.DetachPolicyFromRole': 'Detaches a RAM policy from a RAM role.',
  'ram.DetachPolicyFromUser': 'Detaches a RAM policy from a RAM user.',
  'ram.GetAccessKeyLastUsed':
    'When an access key was last used, as far as the audit still knows: the element is absent for a key that was never used, or not ' +
    'within the calls that the audit keeps. A use shows up to a second later, as all reads in the audit do.',
  'ram.GetAccountAlias': 'Shows the account’s alias; empty when it has none.',
  'ram.GetGroup': 'Shows a group of RAM users.',
  'ram.GetLoginProfile': 'Shows that a RAM user has a password for the console, and what was asked of it.',
  'ram.GetPolicy': 'Shows a RAM policy with the version that counts.',
  'ram.GetPolicyVersion': 'Shows one version of a RAM policy.',
  'ram.GetRole': 'Shows a RAM role.',
  'ram.GetUser': 'Shows a RAM user.',
  'ram.ListAccessKeys': 'Lists the access keys of a RAM user, or of the caller itself, without their secrets.',
  'ram.ListEntitiesForPolicy': 'Lists the users, groups and roles that a RAM policy is attached to.',
  'ram.ListGroups': 'Lists the account’s groups by name.',
  'ram.ListGroupsForUser': 'Lists the groups a RAM user is in.',
  'ram.ListPolicies': 'Lists RAM policies by name, the system’s and the account’s own.',
  'ram.ListPoliciesForGroup': 'Lists the RAM policies that are attached to a group.',
  'ram.ListPoliciesForRole': 'Lists the RAM policies that are attached to a RAM role.',
  'ram.ListPoliciesForUser': 'Lists the RAM policies that are attached to a RAM user.',
  'ram.ListPolicyVersions': 'Lists the versions of a RAM policy, the oldest first.',
  'ram.ListRoles': 'Lists the account’s RAM roles by name.',
  'ram.ListUsers': 'Lists the account’s RAM users by name.',
  'ram.ListUsersForGroup': 'Lists the members of a group by name.',
  'ram.RemoveUserFromGroup': 'Takes a RAM user out of a group.',
  'ram.SetAccountAlias': 'Gives the account a name that its users see.',
  'ram.SetDefaultPolicyVersion': 'Makes a version of a RAM policy the one that counts.',
  'ram.UpdateAccessKey': 'Enables or disables an access key.',
  'ram.UpdateGroup': 'Changes a group’s name or comments. What is not sent stays.',
  'ram.UpdateLoginProfile': 'Changes a RAM user’s console password, or what is asked of it. What is not sent stays.',
  'ram.UpdatePolicyDescription': 'Changes what is said about a RAM policy of the account.',
  'ram.UpdateRole': 'Changes a RAM role’s description, trust policy or longest session. What is not sent stays.',
  'ram.UpdateUser': 'Changes a RAM user’s name or what is said about it. What is not sent stays.',
  'sts.AssumeRole':
    'Gives a RAM user, or another role’s session, temporary keys of a role. The caller’s own policies must allow sts:AssumeRole on ' +
    'the role, and the role’s trust policy must name the caller; the account itself may not take on roles. The session may do what ' +
    'the role’s policies and the session policy both allow.',
  'sts.GetCallerIdentity': 'Says who signed the call. Everybody who is signed may ask.',
  'breakwater.AdvanceClock':
    'Moves the service clock forward. Everything due in between takes place, in order, before the call is answered. The answer shows ' +
    'the clock as it arrives. If the database fails on the way, the call fails and the advance is finished later. During an advance ' +
    'in progress, a span is added to it, and an instant on its way changes nothing.',
  'breakwater.CreateAccount':
    'Opens an account, with its first access key, whose secret is seen in this answer alone. For the operator only.',
  'breakwater.DescribeClock': 'What the service clock shows, and how it goes.',
  'breakwater.DescribeLeaks':
    'Instances that somebody tried to release, was told InstanceNotExpire about, and has neither released nor renewed since. Common ' +
    'automation takes that refusal for success and forgets the instance, which lives and costs on.',
  'breakwater.DescribeReleaseReadiness':
    'Whether an instance of Anti-DDoS Pro or Premium can be released without harm: whether it has expired, and who still sends ' +
    'traffic that is let through, by rule, in the last minutes. What is refused as an attack does not count. Clients are those of the ' +
    'busiest sources that are kept: so many or more. A connection that carried nothing in those minutes is open and has no client. Another ' +
    'account’s instance is as unknown as none.',
  'breakwater.DescribeRequest':
    'What happened in a call of one’s own account, by the RequestId of its answer. Another account’s is as unknown as none.',
  'breakwater.FreezeClock':
    'Lets the service clock stand where it is; after an advance in progress, where that leads. Asking again changes nothing.',
  'breakwater.GetSessionToken':
    'Gives temporary keys that act exactly as the caller does, for up to twelve hours. Temporary keys cannot ask for more.',
  'breakwater.ListAccounts': 'All accounts, by id. For the operator only.',
  'breakwater.ListRequests': 'The calls of one’s own account, newest first, or only those that changed one resource; the reads of the last second may be missing.',
  'breakwater.RechargeAccount': 'Puts money into any account. For the operator only.',
  'breakwater.ResumeClock': 'Lets the service clock run again from where it stands. Asking again changes nothing.',
  'breakwater.SetConsolePassword': 'Sets the console password of one’s own account; the operator may set that of any account.',
  'breakwater.SignIn': 'Gives temporary keys for a name and a console password. It is the one operation that nobody signs.',
};
