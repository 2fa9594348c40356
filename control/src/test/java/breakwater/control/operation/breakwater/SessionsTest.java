package breakwater.control.operation.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.account.DevelopmentAccount;
import breakwater.control.account.Identity;
import breakwater.control.authenticate.PasswordHash;
import breakwater.control.operation.ram.OtherAccount;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a console lives on: sessions of accounts and users, and the passwords that begin them, through the public API. */
final class SessionsTest {
    private static final String ACCOUNT = DevelopmentAccount.ACCOUNT_ID;
    private static final String PASSWORD = "correct horse battery";

    private final ControlFixture fixture = ControlFixture.start();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Keys of a session with their token. */
    private record Session(ApiCaller caller, String token) {
        ApiCaller.Answer call(String product, String action, Map<String, String> parameters) {
            Map<String, String> all = new HashMap<>(parameters);
            all.put("SecurityToken", token);
            return caller.call(product, action, all);
        }

        String arn() {
            return call("sts", "GetCallerIdentity", Map.of()).text("/Arn");
        }

        String refusal() {
            return call("sts", "GetCallerIdentity", Map.of()).code();
        }
    }

    private static ApiCaller.Answer good(ApiCaller.Answer answer) {
        assertThat(answer.code()).as(answer.text()).isEqualTo("OK");
        return answer;
    }

    private ApiCaller.Answer call(String product, String action, String... namesAndValues) {
        return fixture.call(product, action, parameters(namesAndValues));
    }

    private static Map<String, String> parameters(String... namesAndValues) {
        Map<String, String> parameters = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            parameters.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return parameters;
    }

    private ApiCaller keyOf(String user) {
        ApiCaller.Answer key = good(call("ram", "CreateAccessKey", "UserName", user));
        return fixture.caller().as(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
    }

    private Session session(ApiCaller.Answer answer) {
        good(answer);
        return new Session(fixture.caller().as(answer.text("/AccessKeyId"), answer.text("/AccessKeySecret")), answer.text("/SecurityToken"));
    }

    private Session sessionOf(ApiCaller caller) {
        return session(caller.call("breakwater", "GetSessionToken", Map.of()));
    }

    /** Calls SignIn as a browser's server does: a form without any signature. */
    private ApiCaller.Answer signIn(String name, String password) {
        String form = parameters("Action", "SignIn", "Version", "2026-11-01", "LoginName", name, "Password", password).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ApiCaller.send(HttpRequest.newBuilder(fixture.endpoint().resolve("/"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form)).build());
    }

    /** The password in a form that takes no time to compare, where how it is set is not the matter. */
    private static PasswordHash quickHash() {
        byte[] salt = {7};
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, 1, 256)).getEncoded();
            return new PasswordHash(1, Base64.getEncoder().encodeToString(salt), Base64.getEncoder().encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives the development account the password. */
    private void givePassword() {
        fixture.store().write(transaction -> {
            fixture.control().identity().passwords().setOfAccount(transaction, fixture.wall(), ACCOUNT, quickHash());
            return null;
        });
    }

    /** Makes a user of the development account with the password. */
    private void makeUserWithPassword(String name) {
        good(call("ram", "CreateUser", "UserName", name));
        Identity identity = fixture.control().identity();
        fixture.store().write(transaction -> identity.users().named(transaction, ACCOUNT, name)
                .then(user -> identity.passwords().create(transaction, fixture.wall(), user, quickHash())));
    }

    /** Tries wrong passwords, the names in turn, until something else than the usual refusal comes; the answer to the last try. */
    private String guess(int tries, String... names) {
        String code = "SignInRefused";
        for (int tried = 0; tried < tries && code.equals("SignInRefused"); tried++) {
            code = signIn(names[tried % names.length], "wrong password").code();
        }
        return code;
    }

    @Test
    void theSessionOfAnAccountIsTheAccountForAnHour() {
        ApiCaller.Answer answer = good(call("breakwater", "GetSessionToken"));
        assertThat(answer.text("/Expiration")).isEqualTo("2026-11-01T01:00:00Z");
        assertThat(answer.text("/Arn")).isEqualTo("acs:ram::" + ACCOUNT + ":root");
        assertThat(answer.text("/AccountId")).isEqualTo(ACCOUNT);
        Session session = session(answer);
        assertThat(session.arn()).isEqualTo(answer.text("/Arn"));
        assertThat(session.call("breakwater", "ListAccounts", Map.of()).code()).isEqualTo("OK");
        fixture.advanceWall(Duration.ofMinutes(59));
        assertThat(session.refusal()).isEqualTo("OK");
        fixture.advanceWall(Duration.ofMinutes(1));
        assertThat(session.refusal()).isEqualTo("InvalidSecurityToken.Expired");
    }

    @Test
    void aSessionLastsAsLongAsWasAskedWithinTheLimits() {
        assertThat(good(call("breakwater", "GetSessionToken", "DurationSeconds", "43200")).text("/Expiration"))
                .isEqualTo("2026-11-01T12:00:00Z");
        assertThat(call("breakwater", "GetSessionToken", "DurationSeconds", "43201").code()).isEqualTo("InvalidParameter");
        assertThat(call("breakwater", "GetSessionToken", "DurationSeconds", "899").code()).isEqualTo("InvalidParameter");
    }

    @Test
    void theSessionOfAUserMayDoWhatItsPoliciesSayNow() {
        good(call("ram", "CreateUser", "UserName", "alice"));
        Session session = sessionOf(keyOf("alice"));
        assertThat(session.arn()).isEqualTo("acs:ram::" + ACCOUNT + ":user/alice");
        assertThat(session.call("ram", "ListUsers", Map.of()).code()).isEqualTo("NoPermission");
        good(call("ram", "AttachPolicyToUser", "UserName", "alice", "PolicyName", "AliyunRAMReadOnlyAccess", "PolicyType", "System"));
        assertThat(session.call("ram", "ListUsers", Map.of()).code()).isEqualTo("OK");
        assertThat(session.call("ram", "CreateUser", Map.of("UserName", "mallory")).code()).isEqualTo("NoPermission");
    }

    @Test
    void aSessionBeginsNoOther() {
        Session session = sessionOf(fixture.caller());
        assertThat(session.call("breakwater", "GetSessionToken", Map.of()).code()).isEqualTo("SessionNotAllowed");
    }

    @Test
    void aSessionEndsWithTheKeyThatBeganIt() {
        good(call("ram", "CreateUser", "UserName", "alice"));
        ApiCaller.Answer key = good(call("ram", "CreateAccessKey", "UserName", "alice"));
        String id = key.text("/AccessKey/AccessKeyId");
        Session session = sessionOf(fixture.caller().as(id, key.text("/AccessKey/AccessKeySecret")));
        good(call("ram", "UpdateAccessKey", "UserName", "alice", "UserAccessKeyId", id, "Status", "Inactive"));
        assertThat(session.refusal()).isEqualTo("InvalidSecurityToken.Expired");
        good(call("ram", "UpdateAccessKey", "UserName", "alice", "UserAccessKeyId", id, "Status", "Active"));
        assertThat(session.refusal()).isEqualTo("OK");
        good(call("ram", "DeleteAccessKey", "UserName", "alice", "UserAccessKeyId", id));
        assertThat(session.refusal()).isEqualTo("InvalidSecurityToken.Expired");
        good(call("ram", "DeleteUser", "UserName", "alice"));
        assertThat(session.refusal()).isEqualTo("InvalidSecurityToken.Expired");
    }

    @Test
    void aUserSignsInWithItsLoginProfile() {
        good(call("ram", "CreateUser", "UserName", "alice"));
        assertThat(call("ram", "GetLoginProfile", "UserName", "alice").code()).isEqualTo("EntityNotExist.User.LoginProfile");
        ApiCaller.Answer made = good(call("ram", "CreateLoginProfile", "UserName", "alice", "Password", PASSWORD));
        assertThat(made.text("/LoginProfile/UserName")).isEqualTo("alice");
        assertThat(made.text("/LoginProfile/CreateDate")).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(made.text()).contains("\"MFABindRequired\":false", "\"PasswordResetRequired\":false").doesNotContain(PASSWORD);
        assertThat(call("ram", "CreateLoginProfile", "UserName", "alice", "Password", PASSWORD).code())
                .isEqualTo("EntityAlreadyExists.User.LoginProfile");
        Session session = session(signIn("alice@" + ACCOUNT, PASSWORD));
        assertThat(session.arn()).isEqualTo("acs:ram::" + ACCOUNT + ":user/alice");
        assertThat(signIn("alice@development", PASSWORD).code()).isEqualTo("OK");
    }

    @Test
    void aSessionEndsWithThePasswordThatBeganIt() {
        good(call("ram", "CreateUser", "UserName", "alice"));
        good(call("ram", "CreateLoginProfile", "UserName", "alice", "Password", PASSWORD));
        Session first = session(signIn("alice@" + ACCOUNT, PASSWORD));
        good(call("ram", "UpdateLoginProfile", "UserName", "alice"));
        assertThat(first.refusal()).isEqualTo("OK");
        good(call("ram", "UpdateLoginProfile", "UserName", "alice", "Password", PASSWORD + " staple"));
        assertThat(first.refusal()).isEqualTo("InvalidSecurityToken.Expired");
        assertThat(signIn("alice@" + ACCOUNT, PASSWORD).code()).isEqualTo("SignInRefused");
        Session second = session(signIn("alice@" + ACCOUNT, PASSWORD + " staple"));
        assertThat(call("ram", "DeleteUser", "UserName", "alice").code()).isEqualTo("DeleteConflict.User.LoginProfile");
        good(call("ram", "DeleteLoginProfile", "UserName", "alice"));
        assertThat(second.refusal()).isEqualTo("InvalidSecurityToken.Expired");
        assertThat(call("ram", "DeleteLoginProfile", "UserName", "alice").code()).isEqualTo("EntityNotExist.User.LoginProfile");
        good(call("ram", "DeleteUser", "UserName", "alice"));
    }

    @Test
    void aPasswordThatIsTooShortOrComesWithMoreThanIsKeptIsRefused() {
        good(call("ram", "CreateUser", "UserName", "alice"));
        assertThat(call("ram", "CreateLoginProfile", "UserName", "alice", "Password", "short").code())
                .isEqualTo("InvalidParameter.Password.TooWeak");
        assertThat(call("ram", "CreateLoginProfile", "UserName", "alice", "Password", "x".repeat(129)).code())
                .isEqualTo("InvalidParameter.Password.TooWeak");
        assertThat(call("ram", "CreateLoginProfile", "UserName", "alice", "Password", PASSWORD, "MFABindRequired", "true").code())
                .isEqualTo("UnsupportedParameter");
        assertThat(call("ram", "CreateLoginProfile", "UserName", "alice", "Password", PASSWORD, "PasswordResetRequired", "true").code())
                .isEqualTo("UnsupportedParameter");
        assertThat(call("ram", "CreateLoginProfile", "UserName", "nobody", "Password", PASSWORD).code()).isEqualTo("EntityNotExist.User");
        assertThat(call("ram", "GetLoginProfile", "UserName", "alice").code()).isEqualTo("EntityNotExist.User.LoginProfile");
    }

    @Test
    void anAccountSignsInByIdNameOrAlias() {
        givePassword();
        good(call("ram", "SetAccountAlias", "AccountAlias", "harbour"));
        for (String name : new String[] {ACCOUNT, "development", "harbour"}) {
            assertThat(session(signIn(name, PASSWORD)).arn()).as(name).isEqualTo("acs:ram::" + ACCOUNT + ":root");
        }
    }

    @Test
    void aNameThatTwoAccountsHaveSignsNobodyIn() {
        givePassword();
        good(call("breakwater", "CreateAccount", "AccountName", "development"));
        assertThat(signIn("development", PASSWORD).code()).isEqualTo("SignInRefused");
        assertThat(signIn(ACCOUNT, PASSWORD).code()).isEqualTo("OK");
    }

    @Test
    void anAliasThatIsAnotherAccountsNameTakesNothingFromIt() {
        givePassword();
        ApiCaller other = OtherAccount.open(fixture, "1999999999999999");
        good(other.call("ram", "SetAccountAlias", Map.of("AccountAlias", "development")));
        assertThat(session(signIn("development", PASSWORD)).arn()).isEqualTo("acs:ram::" + ACCOUNT + ":root");
    }

    @Test
    void whateverIsWrongWithASignInIsOneRefusal() {
        good(call("ram", "CreateUser", "UserName", "bare"));
        good(call("ram", "CreateUser", "UserName", "alice"));
        good(call("ram", "CreateLoginProfile", "UserName", "alice", "Password", PASSWORD));
        String wrong = signIn("alice@" + ACCOUNT, PASSWORD + "!").withoutRequestId();
        assertThat(wrong).contains("SignInRefused").doesNotContain(PASSWORD);
        for (String name : new String[] {"nobody@" + ACCOUNT, "bare@" + ACCOUNT, "alice@1999999999999999", ACCOUNT, "nobody", "@", "'",
            "a".repeat(1_000)}) {
            assertThat(signIn(name, PASSWORD).withoutRequestId()).as(name).isEqualTo(wrong);
        }
    }

    @Test
    void aNameThatIsTriedOftenHasToWaitAndOthersNeedNot() {
        givePassword();
        assertThat(guess(10, ACCOUNT)).isEqualTo("SignInRefused");
        // A slow machine may regain a try or two on the way; how many there are exactly is PasswordThrottleTest's affair.
        assertThat(guess(10, ACCOUNT)).isEqualTo("Throttling.User");
        assertThat(signIn("bob", "wrong password").code()).isEqualTo("SignInRefused");
    }

    /** The three spellings of an account would have thirty tries if each had its own ten. */
    @ParameterizedTest
    @ValueSource(strings = {"", "alice@", "nobody@"})
    void spellingANameAnotherWayGivesNoMoreTries(String user) {
        givePassword();
        makeUserWithPassword("alice");
        good(call("ram", "SetAccountAlias", "AccountAlias", "harbour"));
        assertThat(guess(30, user + ACCOUNT, user + "development", user + "harbour")).isEqualTo("Throttling.User");
        assertThat(signIn("bob@harbour", "wrong password").code()).isEqualTo("SignInRefused");
    }

    @Test
    void theOwnerSetsItsPasswordTheOperatorAnyAndNobodyElseOne() {
        ApiCaller other = OtherAccount.open(fixture, "1999999999999999");
        ApiCaller.Answer set = good(other.call("breakwater", "SetConsolePassword", Map.of("Password", PASSWORD)));
        assertThat(set.text("/LoginName")).isEqualTo("1999999999999999");
        Session first = session(signIn("1999999999999999", PASSWORD));
        good(call("breakwater", "SetConsolePassword", "AccountId", "1999999999999999", "Password", PASSWORD + " staple"));
        assertThat(first.refusal()).isEqualTo("InvalidSecurityToken.Expired");
        assertThat(signIn("1999999999999999", PASSWORD + " staple").code()).isEqualTo("OK");
        assertThat(other.call("breakwater", "SetConsolePassword", Map.of("AccountId", ACCOUNT, "Password", PASSWORD)).code())
                .isEqualTo("NotOperator");
        assertThat(call("breakwater", "SetConsolePassword", "AccountId", "1888888888888888", "Password", PASSWORD).code())
                .isEqualTo("AccountNotFound");
        assertThat(call("breakwater", "SetConsolePassword", "Password", "short").code()).isEqualTo("InvalidParameter");
        good(call("ram", "CreateUser", "UserName", "alice"));
        good(call("ram", "AttachPolicyToUser", "UserName", "alice", "PolicyName", "AdministratorAccess", "PolicyType", "System"));
        assertThat(keyOf("alice").call("breakwater", "SetConsolePassword", Map.of("Password", PASSWORD)).code()).isEqualTo("NotOperator");
    }

    @Test
    void theAuditSaysWhoSignedInAndNeverWithWhat() {
        givePassword();
        ApiCaller.Answer signedIn = good(signIn(ACCOUNT, PASSWORD));
        ApiCaller.Answer record = good(call("breakwater", "DescribeRequest", "CalledRequestId", signedIn.text("/RequestId")));
        assertThat(record.text("/CalledAction")).isEqualTo("SignIn");
        assertThat(record.text("/Caller")).isEqualTo("acs:ram::" + ACCOUNT + ":root");
        assertThat(record.text("/CallerAccessKeyId")).startsWith("PW");
        assertThat(record.text()).doesNotContain(PASSWORD).doesNotContain(signedIn.text("/SecurityToken"));
    }
}
