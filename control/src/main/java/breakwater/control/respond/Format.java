package breakwater.control.respond;

/** What an answer is written in. */
public enum Format {
    JSON("application/json;charset=utf-8"),
    XML("text/xml;charset=utf-8");

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    /** The Content-Type header of the answer. */
    public String contentType() {
        return contentType;
    }
}
