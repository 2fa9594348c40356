package breakwater.control.respond;

/**
 * A finished answer, ready for the socket.
 *
 * @param status      the HTTP status
 * @param contentType the Content-Type header
 * @param body        the bytes; not copied, so nobody may change them
 */
public record Answer(int status, String contentType, byte[] body) {
}
