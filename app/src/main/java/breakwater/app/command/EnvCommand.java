package breakwater.app.command;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what points a client here. Sources of the names: each client's own documentation and provider schema. */
@Command(name = "env", mixinStandardHelpOptions = true,
        description = "Print what points a client at the running service.",
        footer = {"", "Examples:", "  eval \"$(./breakwater env --shell)\"", "  ./breakwater env --terraform > provider.tf"})
public final class EnvCommand implements Runnable {
    /** The provider's own names for the endpoints of our products. */
    private static final List<String> TERRAFORM_ENDPOINTS = List.of("bssopenapi", "ddoscoo", "esa", "ram", "sts");
    private static final List<String> CLI_PRODUCTS = List.of("ddoscoo DescribeInstances --PageNumber 1 --PageSize 10",
            "esa ListDDoSInstances", "sts GetCallerIdentity");

    /** For whom. */
    static final class Form {
        @Option(names = "--shell", description = "Exports for sh, bash and zsh; the official SDKs read them (default).")
        private boolean shell;
        @Option(names = "--cli", description = "Commands that set up the aliyun command line tool.")
        private boolean cli;
        @Option(names = "--terraform", description = "A provider block for Terraform.")
        private boolean terraform;
    }

    @ArgGroup(exclusive = true)
    private Form form = new Form();
    @Mixin
    private TargetOptions options;
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Target target = options.target();
        if (!target.found()) {
            spec.commandLine().getErr().println("breakwater: no running service found here; these are the usual values of "
                    + "./breakwater dev.");
        }
        String text = form.cli ? cli(target) : form.terraform ? terraform(target) : shell(target);
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    /** Exactly four variables, quoted for a POSIX shell. */
    static String shell(Target target) {
        return export("ALIBABA_CLOUD_ACCESS_KEY_ID", target.keys().id())
                + export("ALIBABA_CLOUD_ACCESS_KEY_SECRET", target.keys().secret())
                + export("ALIBABA_CLOUD_REGION_ID", target.region())
                + export("BREAKWATER_ENDPOINT", target.endpoint().toString());
    }

    private static String export(String name, String value) {
        return "export " + name + "=" + quoted(value) + "\n";
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    /** A profile of its own, so that the user's profiles for the real cloud stay as they are. */
    static String cli(Target target) {
        return "aliyun configure set --profile breakwater --mode AK --region " + quoted(target.region())
                + " --access-key-id " + quoted(target.keys().id())
                + " --access-key-secret " + quoted(target.keys().secret()) + "\n"
                + "# Each call then names the endpoint" + (secure(target) ? "" : ", which here is plain HTTP") + ":\n"
                + CLI_PRODUCTS.stream().map(call -> "#   aliyun " + call + " --profile breakwater --endpoint "
                        + authority(target.endpoint()) + (secure(target) ? " --secure" : " --insecure"))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The provider of aliyun/alicloud, with the protocol that the endpoint speaks. */
    static String terraform(Target target) {
        return "provider \"alicloud\" {\n"
                + "  access_key             = \"" + hcl(target.keys().id()) + "\"\n"
                + "  secret_key             = \"" + hcl(target.keys().secret()) + "\"\n"
                + "  region                 = \"" + hcl(target.region()) + "\"\n"
                + "  protocol               = \"" + (secure(target) ? "HTTPS" : "HTTP") + "\"\n"
                + "  skip_region_validation = true\n"
                + "  endpoints {\n"
                + TERRAFORM_ENDPOINTS.stream()
                        .map(name -> "    " + name + " ".repeat(11 - name.length()) + "= \"" + authority(target.endpoint()) + "\"\n")
                        .collect(Collectors.joining())
                + "  }\n}\n";
    }

    private static String hcl(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "$${").replace("%{", "%%{");
    }

    private static boolean secure(Target target) {
        return "https".equals(target.endpoint().getScheme());
    }

    private static String authority(URI endpoint) {
        return endpoint.getRawAuthority();
    }
}
