package breakwater.conformance;

import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaModel;

/** The typed Java clients of one caller. The name of a typed answer tells the operation, which is how a success is recorded. */
final class TypedClients {

    private static final String SUFFIX = "Response";

    private final com.aliyun.ram20150501.Client ram;
    private final com.aliyun.sts20150401.Client sts;
    private final com.aliyun.bssopenapi20171214.Client billing;

    TypedClients(Endpoint endpoint, Keys keys) {
        try {
            this.ram = new com.aliyun.ram20150501.Client(TeaOpenApi.config(endpoint, false, keys));
            this.sts = new com.aliyun.sts20150401.Client(TeaOpenApi.config(endpoint, false, keys));
            this.billing = new com.aliyun.bssopenapi20171214.Client(TeaOpenApi.config(endpoint, false, keys));
        } catch (Exception e) {
            throw new IllegalStateException("a typed client refused its configuration", e);
        }
    }

    /** A call through a typed client; these declare the widest exception there is. */
    interface TypedCall<C, T extends TeaModel> {
        T on(C client) throws Exception;
    }

    <T extends TeaModel> T ram(TypedCall<com.aliyun.ram20150501.Client, T> call) {
        return proven("ram20150501", Product.RAM, ram, call);
    }

    <T extends TeaModel> T sts(TypedCall<com.aliyun.sts20150401.Client, T> call) {
        return proven("sts20150401", Product.STS, sts, call);
    }

    <T extends TeaModel> T billing(TypedCall<com.aliyun.bssopenapi20171214.Client, T> call) {
        return proven("bssopenapi20171214", Product.BILLING, billing, call);
    }

    private static <C, T extends TeaModel> T proven(String name, Product product, C client, TypedCall<C, T> call) {
        try {
            T response = call.on(client);
            String type = response.getClass().getSimpleName();
            Proven.by(name, product, type.substring(0, type.length() - SUFFIX.length()));
            return response;
        } catch (TeaException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("a call through " + name + " failed without an answer", e);
        }
    }
}
