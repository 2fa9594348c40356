package breakwater.conformance;

import com.aliyuncs.http.MethodType;

/** The ways a test is run through: two official clients, both signatures, query and body, plain and TLS. */
enum Through {
    TEA_QUERY,
    TEA_FORM,
    TEA_JSON,
    TEA_TLS,
    TEA_OLDER,
    CORE_GET,
    CORE_POST,
    CORE_TLS;

    /** A client of this kind for a caller. */
    OfficialClient as(Endpoint endpoint, Keys keys) {
        return switch (this) {
            case TEA_QUERY -> TeaOpenApi.plain(endpoint, keys, TeaOpenApi.Carriage.POST_QUERY);
            case TEA_FORM -> TeaOpenApi.plain(endpoint, keys, TeaOpenApi.Carriage.FORM);
            case TEA_JSON -> TeaOpenApi.plain(endpoint, keys, TeaOpenApi.Carriage.JSON);
            case TEA_TLS -> TeaOpenApi.secure(endpoint, keys, TeaOpenApi.Carriage.GET_QUERY);
            case TEA_OLDER -> TeaOpenApi.plain(endpoint, keys, TeaOpenApi.Carriage.V1_FORM);
            case CORE_GET -> SdkCore.plain(endpoint, keys, MethodType.GET);
            case CORE_POST -> SdkCore.plain(endpoint, keys, MethodType.POST);
            case CORE_TLS -> SdkCore.secure(endpoint, keys, MethodType.GET);
        };
    }
}
