package breakwater.app.client;

/** The products that the program's own commands call, with the API version that names each on the wire. */
public enum Product {
    DDOSCOO("ddoscoo", "2020-01-01"),
    ESA("esa", "2024-09-10"),
    BSSOPENAPI("bssopenapi", "2017-12-14"),
    RAM("ram", "2015-05-01"),
    STS("sts", "2015-04-01"),
    BREAKWATER("breakwater", "2026-11-01");

    private final String code;
    private final String version;

    Product(String code, String version) {
        this.code = code;
        this.version = version;
    }

    /** The name the contracts use. */
    public String code() {
        return code;
    }

    /** The value of the {@code Version} parameter. */
    public String version() {
        return version;
    }
}
