package breakwater.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.app.CommandFailure;
import breakwater.app.client.AccessKeyPair;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvCommandTest {
    private static final Target PLAIN = new Target(URI.create("http://127.0.0.1:7070"), new AccessKeyPair("id", "it's"),
            "cn-hangzhou", Optional.empty(), true);
    private static final Target SECURE = new Target(URI.create("https://api.example.com:7071"), new AccessKeyPair("id", "a\"${b}"),
            "ap-southeast-1", Optional.empty(), true);

    @Test
    void theShellFormExportsExactlyFourVariablesQuoted() {
        assertThat(EnvCommand.shell(PLAIN)).isEqualTo("""
                export ALIBABA_CLOUD_ACCESS_KEY_ID='id'
                export ALIBABA_CLOUD_ACCESS_KEY_SECRET='it'\\''s'
                export ALIBABA_CLOUD_REGION_ID='cn-hangzhou'
                export BREAKWATER_ENDPOINT='http://127.0.0.1:7070'
                """);
    }

    @Test
    void theTerraformFormNamesTheProvidersOwnEndpoints() {
        assertThat(EnvCommand.terraform(PLAIN)).startsWith("provider \"alicloud\" {").contains("protocol               = \"HTTP\"",
                "ddoscoo    = \"127.0.0.1:7070\"", "bssopenapi = ", "esa        = ", "ram        = ", "sts        = ");
        assertThat(EnvCommand.terraform(SECURE)).contains("protocol               = \"HTTPS\"",
                "secret_key             = \"a\\\"$${b}\"", "\"api.example.com:7071\"");
    }

    @Test
    void theCliFormKeepsToAProfileOfItsOwn() {
        assertThat(EnvCommand.cli(PLAIN)).startsWith("aliyun configure set --profile breakwater --mode AK --region 'cn-hangzhou'")
                .contains("--endpoint 127.0.0.1:7070 --insecure");
        assertThat(EnvCommand.cli(SECURE)).contains("--endpoint api.example.com:7071 --secure");
    }

    @Test
    void keysOfTheRealCloudInTheEnvironmentAreNotUsedWithoutAnEndpointThere(@TempDir Path folder) {
        Map<String, String> cloud = Map.of("ALIBABA_CLOUD_ACCESS_KEY_ID", "real", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret");
        assertThat(Target.find(folder, cloud).keys()).isEqualTo(Target.DEVELOPMENT_KEYS);
        Target chosen = Target.find(folder, Map.of("ALIBABA_CLOUD_ACCESS_KEY_ID", "ours", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret",
                "BREAKWATER_ENDPOINT", "127.0.0.1:9", "ALIBABA_CLOUD_REGION_ID", "ap-southeast-1"));
        assertThat(chosen.keys()).isEqualTo(new AccessKeyPair("ours", "secret"));
        assertThat(chosen.endpoint()).isEqualTo(URI.create("http://127.0.0.1:9"));
        assertThat(chosen.region()).isEqualTo("ap-southeast-1");
        assertThat(chosen.keys().toString()).doesNotContain("secret");
        assertThatThrownBy(() -> Target.find(folder, Map.of("BREAKWATER_ENDPOINT", "ftp://x"))).isInstanceOf(CommandFailure.class);
    }

    @Test
    void aRunningServiceIsFoundByItsFolderAndTheFirstOneKeepsIt(@TempDir Path folder) {
        EndpointFile mine = new EndpointFile(URI.create("http://127.0.0.1:1"), URI.create("https://127.0.0.1:2"), Path.of("/ca.pem"),
                ProcessHandle.current().pid());
        assertThat(mine.claim(folder)).isTrue();
        Target found = Target.find(folder, Map.of());
        assertThat(found.endpoint()).isEqualTo(mine.http());
        assertThat(found.found()).isTrue();
        EndpointFile gone = new EndpointFile(mine.http(), mine.https(), Path.of("/ca.pem"), 999_999_999L);
        assertThat(gone.claim(folder)).as("this process itself never stands in its own way").isTrue();
        assertThat(mine.claim(folder)).as("a stale file is replaced").isTrue();
        gone.remove(folder);
        assertThat(EndpointFile.read(folder)).contains(mine);
        mine.remove(folder);
        assertThat(EndpointFile.read(folder)).isEmpty();
    }
}
