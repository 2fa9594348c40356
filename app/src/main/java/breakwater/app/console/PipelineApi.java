package breakwater.app.console;

import breakwater.console.api.Api;
import breakwater.console.api.ApiAnswer;
import breakwater.console.api.ApiRequest;
import breakwater.control.contract.Contracts;
import breakwater.control.request.Headers;
import breakwater.control.request.RawRequest;
import breakwater.control.respond.Answer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The API without a wire: every request takes all steps of the pipeline, as one from outside does. */
final class PipelineApi implements Api {
    private final Function<RawRequest, Answer> pipeline;

    PipelineApi(Function<RawRequest, Answer> pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public Set<String> methods(String version, String action) {
        return Contracts.load().byVersion(version).flatMap(product -> Optional.ofNullable(product.operations().get(action)))
                .map(operation -> operation.methods()).orElse(Set.of());
    }

    @Override
    public ApiAnswer send(ApiRequest request) {
        Map<String, List<String>> headers = HashMap.newHashMap(request.headers().size());
        request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        Answer answer = pipeline.apply(new RawRequest(request.method(), "/", request.query(), new Headers(headers), request.body(),
                request.visitor().address(), request.visitor().secure(), request.sent()));
        Map<String, String> shown = new LinkedHashMap<>(answer.headers());
        shown.put("Content-Type", answer.contentType());
        return new ApiAnswer(answer.status(), shown, answer.body());
    }
}
