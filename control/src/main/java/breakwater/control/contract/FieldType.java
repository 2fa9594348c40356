package breakwater.control.contract;

/** The type of a {@link Field} on the wire. */
public enum FieldType {
    STRING,
    /** 32 bits, signed. */
    INTEGER,
    /** 64 bits, signed. */
    LONG,
    FLOAT,
    DOUBLE,
    BOOLEAN,
    /** Any JSON value. */
    ANY,
    /** A list of {@link Field#items()}. */
    ARRAY,
    /** Named {@link Field#fields()}. */
    OBJECT,
    /** Names chosen by the sender. */
    MAP
}
