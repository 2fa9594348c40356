package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Map;

/**
 * Where the packets came from, by country, the most first: of the busiest countries of each reading, so the proportions are right and small
 * counts may be missing. CountryId is the ISO code in lower case, {@code zz} where the country table does not tell.
 */
public final class DescribePortViewSourceCountries implements Operation<DescribePortViewSourceCountries.Input, DescribePortViewSourceCountries.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribePortViewSourceCountries", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final ReportRooms rooms;

    DescribePortViewSourceCountries(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times in seconds. */
    public record Input(List<String> instanceIds, Long startTime, Long endTime) {
    }

    public record Output(List<SourceCountry> sourceCountrys) {
    }

    public record SourceCountry(String countryId, long count) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow window = ReportWindow.of(input.startTime(), input.endTime());
        Map<String, Long> packets = rooms.origins().countries(transaction, rooms.ids(transaction, call, input.instanceIds()),
                window.from(), window.until());
        return new Output(packets.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(country -> new SourceCountry(ReportWords.country(country.getKey()), country.getValue())).toList());
    }
}
