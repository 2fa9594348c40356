package breakwater.app.console;

import breakwater.app.client.AccessKeyPair;
import breakwater.console.Console;
import breakwater.console.ConsoleSettings;
import breakwater.console.api.Keys;
import breakwater.console.http.WebRequest;
import breakwater.control.Control;
import breakwater.control.ControlSettings;
import breakwater.control.front.Site;
import breakwater.control.request.RawRequest;
import breakwater.control.respond.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** The console as a site beside the API of the same process. Thread-safe. */
public final class ConsoleSite implements Site {
    private static final byte[] KEY_PURPOSE = "breakwater console sessions".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;

    private final Console console;

    private ConsoleSite(Console console) {
        this.console = console;
    }

    /**
     * Makes the console of a control plane.
     *
     * @param settings        what that is told
     * @param developmentKeys whom one click signs in as; empty but in development
     * @param wall            the wall clock
     * @param ticker          monotonic nanoseconds
     */
    public static Control.Sites of(ControlSettings settings, Optional<AccessKeyPair> developmentKeys, InstantSource wall,
                                   LongSupplier ticker) {
        Optional<Keys> keys = developmentKeys.map(pair -> new Keys(pair.id(), pair.secret(), Optional.empty()));
        return api -> List.of(new ConsoleSite(new Console(
                new ConsoleSettings(sessionKey(settings.masterKey()), keys, settings.clockMovable()), new PipelineApi(api), wall, ticker)));
    }

    /** Another key than the master key itself, which the console then never sees; the same wherever the master key is. */
    private static byte[] sessionKey(byte[] masterKey) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(
                    HKDFParameterSpec.ofExtract().addIKM(masterKey).thenExpand(KEY_PURPOSE, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime from 25 on has HKDF-SHA256", e);
        }
    }

    @Override
    public Optional<Answer> answer(RawRequest request) {
        return console.answer(new WebRequest(request.method(), request.path(), request.headers().values(), request.body(),
                request.sourceAddress(), request.secure()))
                .map(answer -> new Answer(answer.status(), answer.contentType(), answer.body(), answer.headers()));
    }
}
