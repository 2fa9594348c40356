/**
 * Keys and certificates of the HTTPS listener: the service's own certificate authority, or files an operator gives.
 * It is asked once, before the front starts.
 * It imports BouncyCastle (for making certificates only), {@code control.contract} and the JDK.
 */
package breakwater.app.tls;
