package breakwater.app.drill;

import java.util.List;

/**
 * A UDP service that attackers abuse, by the port that its answers come from.
 *
 * @param port   above 1,023, since binding those below takes root: NTP's 123 and DNS's 53 are left out
 * @param vector what DescribeDDosEventAttackType calls its answers
 */
record Reflector(int port, String vector) {
    /** Those that drills play. */
    static final List<Reflector> ALL = List.of(new Reflector(1_900, "SSDP-Reflect-Flood"), new Reflector(3_702, "WSDiscovery-Reflect-Flood"),
            new Reflector(5_353, "mDNS-Reflect-Flood"), new Reflector(11_211, "Memcached-Reflect-Flood"));
}
