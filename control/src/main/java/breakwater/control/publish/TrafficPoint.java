package breakwater.control.publish;

/**
 * Traffic in one interval of a series. Rates are averages over the interval (over its part before now, at least a second), rounded up, so
 * that a single packet never shows as none. Bits and packets a second unless named otherwise. Immutable.
 *
 * @param at                      start of the interval, epoch milliseconds
 * @param inBits                  everything that came in, refused included
 * @param inPackets               likewise
 * @param outBits                 what went out to clients
 * @param outPackets              likewise
 * @param attackBits              what was refused as attack
 * @param attackPackets           likewise
 * @param bandwidthRefusedBits    refused because of the bandwidth that was bought
 * @param bandwidthRefusedPackets likewise
 * @param openingRefusedBits      refused because too many connections were being opened
 * @param openingRefusedPackets   likewise
 * @param openRefusedBits         refused because too many connections were open
 * @param openRefusedPackets      likewise
 * @param newConnections          connections let in, a second
 * @param connections             the most that were open at one time
 * @param active                  the most that carried bytes lately
 * @param idle                    the most that did not
 */
public record TrafficPoint(long at, long inBits, long inPackets, long outBits, long outPackets, long attackBits, long attackPackets,
                           long bandwidthRefusedBits, long bandwidthRefusedPackets, long openingRefusedBits, long openingRefusedPackets,
                           long openRefusedBits, long openRefusedPackets, long newConnections, long connections, long active,
                           long idle) {

    /** @param millis how long the interval was watched; 1,000 or more */
    static TrafficPoint of(long at, long millis, Tally tally) {
        return new TrafficPoint(at, bits(tally, Tally.Sum.IN_BYTES, millis), rate(tally, Tally.Sum.IN_PACKETS, millis),
                bits(tally, Tally.Sum.OUT_BYTES, millis), rate(tally, Tally.Sum.OUT_PACKETS, millis),
                bits(tally, Tally.Sum.ATTACK_BYTES, millis), rate(tally, Tally.Sum.ATTACK_PACKETS, millis),
                bits(tally, Tally.Sum.BANDWIDTH_REFUSED_BYTES, millis), rate(tally, Tally.Sum.BANDWIDTH_REFUSED_PACKETS, millis),
                bits(tally, Tally.Sum.OPENING_REFUSED_BYTES, millis), rate(tally, Tally.Sum.OPENING_REFUSED_PACKETS, millis),
                bits(tally, Tally.Sum.OPEN_REFUSED_BYTES, millis), rate(tally, Tally.Sum.OPEN_REFUSED_PACKETS, millis),
                rate(tally, Tally.Sum.NEW_CONNECTIONS, millis), tally.of(Tally.Peak.PEAK_CONNECTIONS),
                tally.of(Tally.Peak.PEAK_ACTIVE), tally.of(Tally.Peak.PEAK_IDLE));
    }

    private static long bits(Tally tally, Tally.Sum bytes, long millis) {
        return Tally.perSecond(tally.of(bytes) * 8, millis);
    }

    private static long rate(Tally tally, Tally.Sum count, long millis) {
        return Tally.perSecond(tally.of(count), millis);
    }
}
