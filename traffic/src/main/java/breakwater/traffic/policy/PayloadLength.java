package breakwater.traffic.policy;

/**
 * Check: the payload of a datagram, or the first read of a connection, is shorter or longer than the rule allows. 0 is no bound.
 *
 * @param bytesMin the least that is let through
 * @param bytesMax the most that is let through
 */
record PayloadLength(int bytesMin, int bytesMax) {
    boolean refuses(int bytes) {
        return bytes < bytesMin || bytesMax > 0 && bytes > bytesMax;
    }
}
