package breakwater.traffic.forward;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * One origin of a rule, and whether its health check has it in use. It outlives changes of the rule that keep its address, so what is
 * known about it is not forgotten. Any thread may read it; the health check writes.
 */
public final class Origin {
    private final InetSocketAddress address;
    private final Optional<Origin> present = Optional.of(this);
    private volatile boolean normal = true;
    private volatile OriginDenyList.Judgement judgement = OriginDenyList.Judgement.NONE;

    Origin(InetSocketAddress address) {
        this.address = address;
    }

    /** Where it is: a resolved address and a port. */
    public InetSocketAddress address() {
        return address;
    }

    /** Whether it is in use; true until a health check says otherwise. */
    public boolean normal() {
        return normal;
    }

    /** Takes it out of use or back. Connections that it has are left alone. */
    public void normal(boolean next) {
        normal = next;
    }

    OriginDenyList.Judgement judgement() {
        return judgement;
    }

    void judgement(OriginDenyList.Judgement next) {
        judgement = next;
    }

    /** This origin, as a value that is made once: choosing allocates nothing. */
    Optional<Origin> present() {
        return present;
    }
}
