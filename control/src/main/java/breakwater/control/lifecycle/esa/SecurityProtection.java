package breakwater.control.lifecycle.esa;

/**
 * What a security instance was bought with. Immutable. The texts are the catalogue's own names, such as {@code cn_300}.
 *
 * @param domestic       the protection inside the Chinese mainland
 * @param overseas       the protection outside of it
 * @param billingMode    how the traffic it cleans is billed
 * @param baseGbps       what the domestic protection includes, in Gbit/s; 0 where there is none
 * @param burstGbpsLimit how far it can burst, in Gbit/s; at least the base
 */
public record SecurityProtection(String domestic, String overseas, String billingMode, int baseGbps, int burstGbpsLimit) {
}
