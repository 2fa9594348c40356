package breakwater.app.configuration;

/** What a node does. */
public enum Role {
    /** It has the database and answers the API. */
    API,
    /** It carries and protects traffic. */
    EDGE
}
