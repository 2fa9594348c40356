/**
 * The operations of Anti-DDoS Pro and Premium, one file each. They map wire values to the domain and its sealed answers to
 * errors; the rules are in {@code lifecycle.ddos}, {@code tag} and {@code billing}. It imports those, {@code error},
 * {@code store}'s transaction and {@code operation}.
 */
package breakwater.control.operation.ddoscoo;
