package breakwater.bench;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.nio.charset.StandardCharsets;

/** The limit: the same HTTP library, reading the request's body and answering with constant bytes. */
final class BareServer {
    private BareServer() {
    }

    /** @param arguments the answer's text */
    public static void main(String[] arguments) {
        byte[] answer = arguments[0].getBytes(StandardCharsets.UTF_8);
        WebServer server = WebServer.builder().host("127.0.0.1").port(0).featuresDiscoverServices(false)
                .contentEncoding(encoding -> encoding.contentEncodingsDiscoverServices(false))
                .protocolsDiscoverServices(false).addProtocol(Http1Config.create())
                .routing(routing -> routing.any((request, response) -> {
                    request.content().as(byte[].class);
                    response.headers().set(HeaderNames.CONTENT_TYPE, "application/json;charset=utf-8");
                    response.send(answer);
                })).build().start();
        System.out.println("port " + server.port());
    }
}
