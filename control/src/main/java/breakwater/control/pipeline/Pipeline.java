package breakwater.control.pipeline;

import breakwater.control.audit.Audit;
import breakwater.control.audit.AuditRecord;
import breakwater.control.authenticate.Authenticator;
import breakwater.control.authenticate.Caller;
import breakwater.control.authenticate.Nonces;
import breakwater.control.authenticate.PasswordAuthenticator;
import breakwater.control.authenticate.PasswordHash;
import breakwater.control.authorize.Authorizer;
import breakwater.control.contract.Endpoints;
import breakwater.control.contract.OperationContract;
import breakwater.control.contract.ProductContract;
import breakwater.control.contract.Proof;
import breakwater.control.decode.JsonBody;
import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ServiceClock;
import breakwater.control.operation.Call;
import breakwater.control.request.Parameters;
import breakwater.control.request.RawRequest;
import breakwater.control.respond.Answer;
import breakwater.control.respond.ErrorWriter;
import breakwater.control.respond.Format;
import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The path of a request: {@link #stages} in their order, then one answer, one audit record and one measurement whatever
 * happened. A stage refuses by throwing {@link Refusal}; anything else that is thrown becomes the internal error with the
 * request id, and its cause goes to the log only.
 *
 * <p>Thread-safe; each request runs on its own virtual thread and may block.
 */
public final class Pipeline {
    private static final Logger LOG = Logger.getLogger(Pipeline.class.getName());
    private static final int REGION_CHARACTERS_MAX = 64;
    private static final int ACTION_CHARACTERS_MAX = 64;

    /** The rooms that the stages call. */
    public record Rooms(Registry registry, Endpoints endpoints, Authenticator authenticator, PasswordAuthenticator passwords,
                        Nonces nonces, Authorizer authorizer, Throttle throttle, Store store, ServiceClock clock, Audit audit,
                        RequestMeters meters, RequestIds requestIds, LongSupplier ticker) {
    }

    private final Rooms rooms;
    /** In the order in which a request goes through them. */
    private final List<Consumer<Exchange>> stages;
    /** Refusals of strangers are audited too, but no faster than this, so that nobody can roll the audit over unsigned. */
    private final Throttle strangers;
    private final PasswordThrottle passwordThrottle;

    public Pipeline(Rooms rooms) {
        this.rooms = rooms;
        this.strangers = new Throttle(10, 100, rooms.ticker());
        this.passwordThrottle = new PasswordThrottle(rooms.ticker());
        this.stages = List.of(
                this::parse,
                this::resolve,
                this::authenticate,
                this::throttle,
                this::built,
                this::decode,
                this::authorize,
                this::execute);
    }

    /** Handles one request to its end. Never throws. */
    public Answer handle(RawRequest request) {
        Exchange exchange = new Exchange(request, rooms.requestIds().next(), rooms.ticker().getAsLong());
        String outcome = AuditRecord.OK;
        try {
            for (Consumer<Exchange> stage : stages) {
                stage.accept(exchange);
            }
            if (!exchange.audited) {
                rooms.audit().recordRead(record(exchange, AuditRecord.OK, exchange.answer.status()));
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            Refusal refusal = asRefusal(exchange, e);
            outcome = refusal.code();
            exchange.answer = refused(exchange, refusal);
            auditRefused(exchange, refusal);
        }
        rooms.meters().count(exchange.contract, outcome, exchange.answer.status(),
                rooms.ticker().getAsLong() - exchange.startNanos);
        return exchange.answer;
    }

    private void parse(Exchange exchange) {
        RawRequest request = exchange.request;
        exchange.format = acceptedFormat(request);
        if (!request.method().equals("GET") && !request.method().equals("POST")) {
            throw new Refusal(GatewayError.UNSUPPORTED_METHOD, Parameters.quoted(request.method()));
        }
        if (request.headers().has("content-encoding")) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "Content-Encoding", "requests are taken uncompressed only");
        }
        for (String once : List.of("authorization", "host", "content-type", "x-acs-action", "x-acs-version")) {
            if (request.headers().repeated(once)) {
                throw new Refusal(GatewayError.INVALID_PARAMETER, once, "the header is given twice");
            }
        }
        String form = "";
        Map<String, String> json = Map.of();
        if (request.body().length > 0) {
            String type = request.headers().one("content-type").orElse("").toLowerCase(Locale.ROOT);
            if (type.startsWith("application/x-www-form-urlencoded")) {
                form = new String(request.body(), StandardCharsets.ISO_8859_1);
            } else if (type.startsWith("application/json")) {
                json = JsonBody.flatten(request.body());
            } else {
                throw new Refusal(GatewayError.INVALID_PARAMETER, "Content-Type",
                        "a body is a form (application/x-www-form-urlencoded) or JSON (application/json)");
            }
        }
        exchange.parameters = Parameters.parse(request.rawQuery(), form, json);
        Optional<String> format = exchange.parameters.one("Format").filter(text -> !text.isEmpty());
        if (format.isPresent()) {
            exchange.format = switch (format.get().toUpperCase(Locale.ROOT)) {
                case "JSON" -> Format.JSON;
                case "XML" -> Format.XML;
                default -> throw new Refusal(GatewayError.INVALID_PARAMETER, "Format", "it must be JSON or XML");
            };
        }
    }

    private static Format acceptedFormat(RawRequest request) {
        String accept = request.headers().one("accept").orElse("");
        return accept.startsWith("application/xml") || accept.startsWith("text/xml") ? Format.XML : Format.JSON;
    }

    private void resolve(Exchange exchange) {
        String version = asked(exchange, "x-acs-version", "Version");
        String action = asked(exchange, "x-acs-action", "Action");
        ProductContract product = rooms.registry().product(version)
                .orElseThrow(() -> new Refusal(GatewayError.INVALID_VERSION, Parameters.quoted(version)));
        OperationContract contract = product.operations().get(action);
        if (contract == null) {
            throw new Refusal(GatewayError.INVALID_ACTION, product.product() + " " + Parameters.quoted(action));
        }
        exchange.contract = contract;
        exchange.operation = rooms.registry().built(contract);
        if (!contract.methods().contains(exchange.request.method())) {
            throw new Refusal(GatewayError.UNSUPPORTED_METHOD, exchange.request.method() + " for " + action);
        }
        if (contract.proof() == Proof.NONE) {
            // None of these is built, and nobody signs them, so this is all that can be said.
            throw new Refusal(GatewayError.ACTION_NOT_BUILT, contract.product(), contract.action());
        }
    }

    /** A name that signature V3 puts into a header and V1 into a parameter; in both places it must be the same. */
    private static String asked(Exchange exchange, String header, String parameter) {
        Optional<String> fromHeader = exchange.request.headers().one(header).filter(text -> !text.isEmpty());
        Optional<String> fromParameter = exchange.parameters.one(parameter).filter(text -> !text.isEmpty());
        if (fromHeader.isPresent() && fromParameter.isPresent() && !fromHeader.equals(fromParameter)) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, parameter, "it differs from the header " + header);
        }
        String name = fromHeader.or(() -> fromParameter)
                .orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, parameter));
        if (name.length() > ACTION_CHARACTERS_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, parameter, "it is too long");
        }
        return name;
    }

    private void authenticate(Exchange exchange) {
        exchange.caller = switch (exchange.contract.proof()) {
            case SIGNATURE -> {
                exchange.signed = rooms.authenticator().authenticate(exchange.request, exchange.parameters,
                        exchange.contract.action(), exchange.contract.version());
                yield exchange.signed.caller();
            }
            case PASSWORD -> {
                refuseUntil(passwordThrottle.nanosToWaitOfSource(exchange.request.sourceAddress()));
                yield rooms.passwords().authenticate(exchange.request, exchange.parameters, who ->
                        refuseUntil(passwordThrottle.nanosToWait(who)));
            }
            case NONE -> throw new IllegalStateException("an operation that asks for no proof came past resolve");
        };
    }

    private void throttle(Exchange exchange) {
        refuseUntil(rooms.throttle().nanosToWait(exchange.caller.accountId(), exchange.contract.product(),
                exchange.contract.action()));
    }

    private static void refuseUntil(long wait) {
        if (wait > 0) {
            throw Refusal.until(GatewayError.THROTTLED, Duration.ofNanos(wait));
        }
    }

    private void built(Exchange exchange) {
        if (exchange.operation.isEmpty()) {
            throw new Refusal(GatewayError.ACTION_NOT_BUILT, exchange.contract.product(), exchange.contract.action());
        }
    }

    private void decode(Exchange exchange) {
        exchange.prepared = exchange.operation.orElseThrow().prepare(exchange.parameters);
    }

    private void authorize(Exchange exchange) {
        Caller caller = exchange.caller;
        Optional<String> region = exchange.parameters.one("RegionId").filter(text -> !text.isEmpty())
                .or(() -> exchange.request.headers().one("host").flatMap(rooms.endpoints()::region));
        if (region.isPresent() && region.get().length() > REGION_CHARACTERS_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "RegionId", "it is too long");
        }
        exchange.call = new Call(caller, region, exchange.requestId, rooms.clock().instant());
        List<String> resources = exchange.prepared.resources(exchange.call);
        exchange.resource = resources.isEmpty() ? "" : resources.getFirst();
        var declaration = exchange.prepared.bound().declaration();
        rooms.authorizer().firstRefused(caller, declaration.ramAction(), resources).ifPresent(resource -> {
            throw new Refusal(declaration.notPermitted(), declaration.ramAction(), resource);
        });
    }

    private void execute(Exchange exchange) {
        exchange.prepared = exchange.prepared.beforehand(password -> hashed(exchange, password));
        Record output = exchange.prepared.bound().declaration().changes()
                ? change(exchange)
                : rooms.store().read(transaction -> exchange.prepared.run(at(exchange, transaction), transaction));
        exchange.answer = exchange.prepared.write(exchange.format, exchange.requestId, output);
    }

    /** Costs as much as a sign-in, and is bounded likewise; by account, since whoever asks is known. */
    private String hashed(Exchange exchange, String password) {
        refuseUntil(passwordThrottle.nanosToWaitToSet(exchange.caller.accountId()));
        return PasswordHash.of(password).text();
    }

    /**
     * One transaction for the nonce, the change and the audit record. A refused call changes nothing, but its nonce is used
     * up and its record is kept.
     */
    private Record change(Exchange exchange) {
        record Outcome(Record output, Refusal refusal) {
        }
        Outcome outcome = rooms.store().write(transaction -> {
            if (exchange.signed != null) {
                rooms.nonces().record(transaction, exchange.signed);
            }
            Call call = at(exchange, transaction);
            try {
                Optional<String> warning = exchange.prepared.warning(call, transaction);
                Record output = transaction.attempt(() -> exchange.prepared.run(call, transaction));
                rooms.audit().recordChange(transaction, record(exchange, AuditRecord.OK, 200).warning(warning.orElse("")));
                return new Outcome(output, null);
            } catch (Refusal refusal) {
                exchange.prepared.refused(call, refusal, transaction);
                rooms.audit().recordChange(transaction, record(exchange, refusal.code(), refusal.error().status()));
                return new Outcome(null, refusal);
            }
        });
        exchange.audited = true;
        if (outcome.refusal() != null) {
            throw outcome.refusal();
        }
        return outcome.output();
    }

    private Call at(Exchange exchange, Transaction transaction) {
        Call call = exchange.call;
        return new Call(call.caller(), call.region(), call.requestId(), rooms.clock().instant(transaction));
    }

    private Refusal asRefusal(Exchange exchange, Throwable thrown) {
        if (thrown instanceof Refusal refusal) {
            return refusal;
        }
        LOG.log(Level.SEVERE, "request " + exchange.requestId + " failed", thrown);
        // ESA's own documents name a fault of the service InternalError with status 400.
        if (exchange.contract != null && exchange.contract.product().equals("esa")) {
            return new Refusal(EsaError.INTERNAL_ERROR);
        }
        return new Refusal(thrown instanceof StoreFailure
                ? GatewayError.SERVICE_UNAVAILABLE : GatewayError.INTERNAL_ERROR);
    }

    private Answer refused(Exchange exchange, Refusal refusal) {
        String host = exchange.request.headers().one("host").filter(Pipeline::plainHost).orElse("localhost");
        String product = exchange.contract == null ? "gateway" : exchange.contract.product();
        String recommend = (exchange.request.secure() ? "https://" : "http://") + host + "/errors/" + product + "/"
                + refusal.error().code().replace("{0}", "") + "?code=" + Parameters.quoted(refusal.code())
                .replaceAll("[^A-Za-z0-9._-]", "") + "&requestId=" + exchange.requestId;
        return ErrorWriter.write(exchange.format, refusal.error().status(), exchange.requestId, host, refusal, recommend);
    }

    /** A Host header is the sender's text: only one that is a plain name and port may stand in an answer. */
    private static boolean plainHost(String host) {
        if (host.isEmpty() || host.length() > 255) {
            return false;
        }
        return host.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                || c == '.' || c == '-' || c == ':' || c == '[' || c == ']');
    }

    private void auditRefused(Exchange exchange, Refusal refusal) {
        if (exchange.audited || exchange.caller == null && !strangers.admit("", "", "")) {
            return;
        }
        try {
            rooms.audit().recordRead(record(exchange, refusal.code(), refusal.error().status()));
        } catch (StoreFailure e) {
            LOG.log(Level.SEVERE, "request " + exchange.requestId + " could not be audited", e);
        }
    }

    private AuditRecord record(Exchange exchange, String outcome, int status) {
        Optional<Caller> caller = Optional.ofNullable(exchange.caller);
        AuditRecord record = new AuditRecord(exchange.requestId, caller.map(Caller::accountId).orElse(""),
                caller.map(Caller::arn).orElse(""), caller.map(Caller::accessKeyId).orElse(""),
                exchange.contract == null ? "" : exchange.contract.product(),
                exchange.contract == null ? "" : exchange.contract.action(), exchange.resource, outcome, status,
                exchange.request.sourceAddress(), exchange.call == null ? rooms.clock().instant() : exchange.call.now(),
                exchange.request.arrival(), (rooms.ticker().getAsLong() - exchange.startNanos) / 1_000);
        return exchange.prepared != null && exchange.prepared.bound().declaration().changes() ? record.changing() : record;
    }
}
