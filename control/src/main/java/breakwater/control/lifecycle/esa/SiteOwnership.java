package breakwater.control.lifecycle.esa;

import breakwater.control.store.Transaction;

/** Whether a site's account has shown that the name is its own. Used from any thread; answers at once. */
public interface SiteOwnership {
    /** In front of a site's name: where the verify code is looked for, as a TXT record. */
    String RECORD_PREFIX = "_esaauth.";

    /** Takes every name as proven: for development, where nobody edits a DNS zone to rehearse. */
    SiteOwnership ASSUMED = (transaction, site) -> true;

    /**
     * Whether it is proven now.
     *
     * @param transaction the one that asks; anything slow waits for its end
     */
    boolean proven(Transaction transaction, Site site);
}
