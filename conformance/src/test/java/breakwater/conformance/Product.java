package breakwater.conformance;

/** A product of the service, as clients name it. */
enum Product {
    DDOSCOO("ddoscoo", "2020-01-01"),
    ESA("esa", "2024-09-10"),
    BILLING("bssopenapi", "2017-12-14"),
    RAM("ram", "2015-05-01"),
    STS("sts", "2015-04-01"),
    BREAKWATER("breakwater", "2026-11-01");

    private final String code;
    private final String version;

    Product(String code, String version) {
        this.code = code;
        this.version = version;
    }

    /** The product's code, as in the path of its OpenAPI document. */
    String code() {
        return code;
    }

    /** The one version of its API. */
    String version() {
        return version;
    }
}
