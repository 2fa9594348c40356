package breakwater.control.operation.ddoscoo;

import breakwater.control.billing.Component;
import breakwater.control.billing.Prices;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Which burstable protection bandwidths the price list sells for an instance. Immutable. */
record ElasticBandwidths(Prices prices) {
    private static final String CODE = "Bandwidth";

    /** Those not below the base bandwidth, Gbit/s, rising; none where the offering has no such component. */
    List<Integer> of(DdosSpecification specification) {
        Optional<Component> component = prices.ddos(specification.offering().productType())
                .flatMap(product -> product.component(CODE, ""));
        if (component.isEmpty()) {
            return List.of();
        }
        List<Integer> sold = switch (component.get().values()) {
            case Component.Range range -> LongStream.rangeClosed(0, (range.most() - range.least()) / range.step())
                    .mapToObj(step -> Math.toIntExact(range.least() + step * range.step())).toList();
            case Component.Choices choices -> choices.monthlyMinor().keySet().stream().map(Integer::valueOf).sorted().toList();
        };
        return sold.stream().filter(gbps -> gbps >= specification.baseBandwidthGbps()).toList();
    }
}
