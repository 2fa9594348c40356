package breakwater.traffic.policy;

import breakwater.model.snapshot.Transport;
import java.util.Map;

/** What refused packets are, by the names of DescribeDDosEventAttackType. */
enum AttackVector {
    QOTD_REFLECTION("QOTD-Reflect-Flood"),
    CHARGEN_REFLECTION("CharGEN-Reflect-Flood"),
    DNS_REFLECTION("DNS-Reflect-Flood"),
    TFTP_REFLECTION("TFTP-Reflect-Flood"),
    PORTMAP_REFLECTION("Portmap-Reflect-Flood"),
    NTP_REFLECTION("NTP-Reflect-Flood"),
    NETBIOS_REFLECTION("NetBIOS-Reflect-Flood"),
    SNMP_REFLECTION("SNMPv2-Reflect-Flood"),
    CLDAP_REFLECTION("CLDAP-Reflect-Flood"),
    RIP_REFLECTION("Ripv1-Reflect-Flood"),
    OPENVPN_REFLECTION("OpenVPN-Reflect-Flood"),
    SSDP_REFLECTION("SSDP-Reflect-Flood"),
    NETASSISTANT_REFLECTION("NetAssistant-Reflect-Flood"),
    WS_DISCOVERY_REFLECTION("WSDiscovery-Reflect-Flood"),
    KAD_REFLECTION("Kad-Reflect-Flood"),
    MDNS_REFLECTION("mDNS-Reflect-Flood"),
    PORT_10001_REFLECTION("10001-Reflect-Flood"),
    MEMCACHED_REFLECTION("Memcached-Reflect-Flood"),
    QNP_REFLECTION("QNP-Reflect-Flood"),
    DVR_REFLECTION("DVR-Reflect-Flood"),
    COAP_REFLECTION("CoAP-Reflect-Flood"),
    ADDP_REFLECTION("ADDP-Reflect-Flood"),
    /** A refused connection: what is seen of it is that it was opened. */
    TCP_CONNECTION("Tcp-Syn"),
    /** A refused read of an open connection. */
    TCP_DATA("Tcp-Pushack"),
    /** A connection that was made and stayed empty. */
    TCP_EMPTY("Tcp-Ack"),
    UDP("Udp-None"),
    UDP_SSH("Udp-Ssh"),
    UDP_DNS("Udp-Dns"),
    UDP_HTTP("Udp-Http"),
    UDP_HTTPS("Udp-Https"),
    UDP_NTP("Udp-Ntp"),
    UDP_LDAP("Udp-Ldap"),
    UDP_SSDP("Udp-Ssdp"),
    UDP_MEMCACHED("Udp-Memcached");

    private static final AttackVector[] BY_SOURCE_PORT = bySourcePort();
    private static final Map<Integer, AttackVector> BY_ATTACKED_PORT = Map.of(22, UDP_SSH, 53, UDP_DNS, 80, UDP_HTTP, 443, UDP_HTTPS,
            123, UDP_NTP, 389, UDP_LDAP, 1_900, UDP_SSDP, 11_211, UDP_MEMCACHED);

    private final String wireName;

    AttackVector(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** What a datagram is: a reflection if it comes from a port that is known for it, else named after the attacked port. */
    static AttackVector ofDatagram(int sourcePort, AttackVector otherwise) {
        AttackVector reflection = BY_SOURCE_PORT[sourcePort & 0xffff];
        return reflection == null ? otherwise : reflection;
    }

    /** What a flood of this port is called when it is no reflection. */
    static AttackVector ofPort(Transport transport, int port) {
        return switch (transport) {
            case TCP -> TCP_CONNECTION;
            case UDP -> BY_ATTACKED_PORT.getOrDefault(port, UDP);
        };
    }

    private static AttackVector[] bySourcePort() {
        AttackVector[] vectors = new AttackVector[1 << 16];
        Map.ofEntries(Map.entry(17, QOTD_REFLECTION), Map.entry(19, CHARGEN_REFLECTION), Map.entry(53, DNS_REFLECTION),
                Map.entry(69, TFTP_REFLECTION), Map.entry(111, PORTMAP_REFLECTION), Map.entry(123, NTP_REFLECTION),
                Map.entry(137, NETBIOS_REFLECTION), Map.entry(161, SNMP_REFLECTION), Map.entry(389, CLDAP_REFLECTION),
                Map.entry(520, RIP_REFLECTION), Map.entry(1_194, OPENVPN_REFLECTION), Map.entry(1_900, SSDP_REFLECTION),
                Map.entry(3_283, NETASSISTANT_REFLECTION), Map.entry(3_702, WS_DISCOVERY_REFLECTION),
                Map.entry(4_672, KAD_REFLECTION), Map.entry(5_353, MDNS_REFLECTION), Map.entry(10_001, PORT_10001_REFLECTION),
                Map.entry(11_211, MEMCACHED_REFLECTION), Map.entry(27_960, QNP_REFLECTION), Map.entry(37_810, DVR_REFLECTION),
                Map.entry(5_683, COAP_REFLECTION), Map.entry(2_362, ADDP_REFLECTION)).forEach((port, vector) -> vectors[port] = vector);
        return vectors;
    }
}
