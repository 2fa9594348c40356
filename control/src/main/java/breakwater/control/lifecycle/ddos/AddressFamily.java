package breakwater.control.lifecycle.ddos;

/** The version of the Internet Protocol that a service address speaks. The names are stored; do not rename. */
public enum AddressFamily {
    IPV4, IPV6
}
