package breakwater.control.error;

/**
 * Refusals of Edge Security Acceleration. The thirteen of the seed document come first, texts as it prints them; it gives two
 * codes the same text. All of the product's refusals for want of permission are {@link #RAM_AUTH_FAILED}, and a fault of ours
 * is {@link #INTERNAL_ERROR} with HTTP status 400, as that document has them.
 */
public enum EsaError implements ApiError {
    INVALID_INSTANCE("InvalidInstance", 400, Blame.CLIENT, false,
            "The instance ID is missing or invalid. Make sure that the instance ID is valid and try "
                    + "again.",
            "seed: ESA ReleaseInstance",
            "Send the id of an instance of your own account, of the kind that the operation takes."),
    RELEASE_FAILED("Instance.ReleaseFailed", 400, Blame.CLIENT, false,
            "Instance release failed.",
            "seed: ESA ReleaseInstance",
            "The instance is released already; ListDDoSInstances shows it as disable."),
    RAM_AUTH_FAILED("RamAuthFailed", 400, Blame.CLIENT, false,
            "The sub-account has no operation permission.",
            "seed: ESA ReleaseInstance",
            "Ask the owner of the account for a RAM policy that allows the action on the resource."),
    CHECK_ORDER_FAILED("CheckOrderFailed", 400, Blame.CLIENT, false,
            "Invalid order parameter.",
            "seed: ESA ReleaseInstance",
            "Cancel the open order of the instance or of its plan, or renew the plan, and try again."),
    INSUFFICIENT_AVAILABLE_QUOTA("InsufficientAvailableQuota", 400, Blame.CLIENT, false,
            "Your account balance is insufficient.",
            "seed: ESA ReleaseInstance",
            "The account is in arrears: recharge it until nothing is owed."),
    INSUFFICIENT_BALANCE("InsufficientBalance", 400, Blame.CLIENT, false,
            "Your account balance is insufficient.",
            "seed: ESA ReleaseInstance",
            "Recharge the account by what the order or the closing bill costs."),
    INTERNAL_ERROR("InternalError", 400, Blame.SERVER, true,
            "An internal exception occurred, please try again later.",
            "seed: ESA ReleaseInstance",
            "Nothing was changed. Try again; if it stays, give the RequestId to the operator, whose log "
                    + "has the cause."),
    CHECK_PLAN_FAILED("CheckPlanFailed", 400, Blame.CLIENT, false,
            "Invalid plan name or code. Check and try again.",
            "seed: ESA ReleaseInstance",
            "Send a PlanName or PlanCode that DescribeRatePlanPrice lists; an upgrade goes to a larger "
                    + "plan."),
    INVALID_SITE_NAME("InvalidSiteName", 400, Blame.CLIENT, false,
            "Invalid website name. Check and try again.",
            "seed: ESA ReleaseInstance",
            "Send a domain name of at least two labels, in its ASCII form."),
    INVALID_SITE_ICP("InvalidSiteICP", 400, Blame.CLIENT, false,
            "The specified website does not have an ICP filing or the filing information is invalid. "
                    + "Make sure your website is filed and try again.",
            "seed: ESA ReleaseInstance",
            "Choose the coverage overseas, or have the operator add the domain to the list of filings."),
    SUB_SITE_UNAVAILABLE("SubSiteUnavailable", 400, Blame.CLIENT, false,
            "Subdomains are allowed only in Enterprise plans. Upgrade your plan to add a subdomain to "
                    + "ESA.",
            "seed: ESA ReleaseInstance",
            "Add the registered domain itself, or use an Enterprise plan."),
    INVALID_PERIOD("SYSTEM.NoSpecificCodeFailed", 400, Blame.CLIENT, false,
            "Invalid subscription duration. Check and try again.",
            "seed: ESA ReleaseInstance",
            "Send a Period of 1 to 9, 12, 24 or 36 months."),
    INVALID_COMPONENT("InvalidComponent", 400, Blame.CLIENT, false,
            "The order parameters is invalid.",
            "seed: ESA ReleaseInstance",
            "Correct the parameter of the order: its charge type, amount, coverage, access type, billing "
                    + "mode or protection."),
    INSTANCE_NOT_EXIST("InstanceNotExist", 400, Blame.CLIENT, false,
            "The instance does not exist. Check whether the specified instance ID is correct or whether "
                    + "the instance belongs to your account.",
            "vendor: SetDdosMaxBurstGbps",
            "Send the id of an instance of your own account."),
    INSTANCE_NOT_ONLINE("Instance.NotOnline", 400, Blame.CLIENT, false,
            "Your plan is unavailable due to an overdue payment. Complete the payment first.",
            "vendor: SetDdosMaxBurstGbps",
            "Renew the plan, or recharge the account if it is in arrears."),
    SITE_NOT_FOUND("SiteNotFound", 404, Blame.CLIENT, false,
            "The specified website is not found. Check the site ID and try again.",
            "the code that the Terraform provider reads as gone",
            "Send the id of a site of your own account, from ListSites."),
    SITE_ALREADY_EXIST("Site.AlreadyExist", 400, Blame.CLIENT, false,
            "The website has already been added.",
            "the code that CheckSiteName documents",
            "Use the site that is there, or delete it first."),
    SITE_OVER_QUOTA("Site.OverQuota", 403, Blame.CLIENT, false,
            "The quantity of sites exceeds the quota.",
            "vendor: ESA error codes, %s.OverQuota",
            "Upgrade the plan, or add the site to another one."),
    TAG_OVER_QUOTA("Tag.OverQuota", 403, Blame.CLIENT, false,
            "The quantity of tags exceeds the quota.",
            "vendor: ESA error codes, %s.OverQuota",
            "A resource carries at most 20 tags; remove some.");

    private final Facts facts;

    EsaError(String code, int status, Blame blame, boolean retryable, String text, String source, String remedy) {
        facts = new Facts(code, status, blame, retryable, text, source, remedy);
    }

    @Override
    public Facts facts() {
        return facts;
    }
}
