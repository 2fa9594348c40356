package breakwater.control.operation.ddoscoo;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;

/**
 * The service address and line of instances. All of the ids must exist. An address has no certificate of its own and no TLS 1.3
 * until such rules are set; its status is normal or expired, for no attack is recorded that could make it another.
 */
public final class DescribeInstanceDetails implements Operation<DescribeInstanceDetails.Input, DescribeInstanceDetails.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeInstanceDetails", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final InstanceLookup lookup;

    DescribeInstanceDetails(InstanceLookup lookup) {
        this.lookup = lookup;
    }

    /** The least TLS version that an address takes where none was configured. */
    private static final String TLS_VERSION = "tls1.2";

    public record Input(List<String> instanceIds) {
    }

    public record Output(List<InstanceDetail> instanceDetails) {
    }

    public record InstanceDetail(String instanceId, String line, List<EipInfo> eipInfos) {
    }

    public record EipInfo(String eip, String ipVersion, String ipMode, String status, String functionVersion,
                          boolean certConfigured, boolean ssl13Enabled, String tlsVersion) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        return new Output(lookup.liveAll(transaction, call, "InstanceIds", input.instanceIds()).stream()
                .map(instance -> detail(call, instance)).toList());
    }

    private InstanceDetail detail(Call call, DdosInstance instance) {
        DdosSpecification specification = instance.specification();
        boolean expired = instance.phase(lookup.instances().lifespan(), call.now()).expired();
        return new InstanceDetail(instance.id(), specification.servicePartner(), List.of(new EipInfo(
                instance.serviceAddress(), WireValues.ipVersion(specification.addressFamily()), WireValues.IP_MODE,
                expired ? "expired" : "normal", specification.enhancedFunctions() ? "enhance" : "default", false, false,
                TLS_VERSION)));
    }
}
