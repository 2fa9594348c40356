package breakwater.control.lifecycle.esa;

import java.util.Hashtable;
import java.util.function.BiPredicate;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Reads TXT records through the JDK's DNS client and the resolvers of this machine. Blocks for at most about six seconds: two
 * tries, the second with twice the patience. Used from any thread.
 */
public final class TxtResolver implements BiPredicate<String, String> {
    private static final String FIRST_TRY_MILLIS = "2000";
    private static final String TRIES = "2";

    /** Whether a TXT record of the name is this text; false also when there is no answer. */
    @Override
    public boolean test(String name, String text) {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, "dns:");
        settings.put("com.sun.jndi.dns.timeout.initial", FIRST_TRY_MILLIS);
        settings.put("com.sun.jndi.dns.timeout.retries", TRIES);
        try {
            InitialDirContext context = new InitialDirContext(settings);
            try {
                // The trailing dot makes it a whole name, to which no search domain of this machine is added.
                return holds(context.getAttributes(name + ".", new String[] {"TXT"}).get("TXT"), text);
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            // No such record, no answer in time, no resolver: in each case the name is not proven now.
            return false;
        }
    }

    private static boolean holds(Attribute records, String text) throws NamingException {
        if (records == null) {
            return false;
        }
        NamingEnumeration<?> values = records.getAll();
        try {
            while (values.hasMore()) {
                String value = String.valueOf(values.next());
                if (value.equals(text) || value.equals('"' + text + '"')) {
                    return true;
                }
            }
            return false;
        } finally {
            values.close();
        }
    }
}
