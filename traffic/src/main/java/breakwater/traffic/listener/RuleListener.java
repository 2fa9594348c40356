package breakwater.traffic.listener;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.RuleKey;
import breakwater.traffic.forward.OriginSet;
import java.net.InetAddress;

/** What listens for one rule. Told by one thread at a time; what it is told takes place on its event loop, in that order. */
sealed interface RuleListener permits TcpListener, UdpListener {
    RuleKey key();

    InetAddress address();

    /** The rule as it is now. */
    ForwardingRule rule();

    /** Its origins as they are now. */
    OriginSet origins();

    /** Binds if it is not bound. A failure becomes the rule's fault, and it is tried again. */
    void bind();

    /** The rule is different from now on; its port is the same. */
    void change(ForwardingRule next);

    /** Closes the socket and ends what came through it. It is not used again. */
    void close(Ending ending);
}
