package breakwater.bench;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options;

/** What people use today: WireMock with a stub of the same answer, its request journal off so that it is at its fastest. */
final class StubServer {
    private StubServer() {
    }

    /** @param arguments the operation and the answer's text */
    public static void main(String[] arguments) {
        WireMockServer server = new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort()
                .disableRequestJournal().useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER).containerThreads(64));
        server.start();
        server.stubFor(post(urlPathEqualTo("/")).withRequestBody(containing("Action=" + arguments[0]))
                .willReturn(aResponse().withStatus(200).withHeader("Content-Type", "application/json;charset=utf-8")
                        .withBody(arguments[1])));
        System.out.println("port " + server.port());
    }
}
