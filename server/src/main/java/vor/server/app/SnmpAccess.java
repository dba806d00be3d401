package vor.server.app;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vor.model.Clock;
import vor.server.collect.snmp.OneAgent;
import vor.server.collect.snmp.SnmpSettings.Known;
import vor.server.collect.snmp.facts.VendorProfiles;
import vor.wire.snmp.Credential;

/** Options that say how to get into an agent: a credential of {@code vor.yaml}, or references on the command line. */
final class SnmpAccess {
    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Option(names = "--credential", paramLabel = "NAME", description = "A credential of the configuration.")
    @Nullable String credential;

    @Option(names = "--community", paramLabel = "REF", description = "Where the community is: " + Secrets.FORMS + ".")
    @Nullable String community;

    @Option(names = "--version", paramLabel = "V", description = "1, 2c or 3. Default: 3 with --user, else 2c.")
    @Nullable String version;

    @Option(names = "--user", paramLabel = "NAME", description = "User of version 3.")
    @Nullable String user;

    @Option(names = "--auth", paramLabel = "PROTOCOL", description = "md5 sha1 sha224 sha256 sha384 sha512.")
    @Nullable String auth;

    @Option(names = "--auth-password", paramLabel = "REF", description = "Where its password is.")
    @Nullable String authPassword;

    @Option(names = "--privacy", paramLabel = "PROTOCOL", description = "des aes128 aes192 aes256 aes192-cisco aes256-cisco.")
    @Nullable String privacy;

    @Option(names = "--privacy-password", paramLabel = "REF", description = "Where its password is.")
    @Nullable String privacyPassword;

    @Option(names = "--context", paramLabel = "NAME", description = "Context of version 3.")
    @Nullable String context;

    @Option(names = "--port", paramLabel = "N", defaultValue = "161", description = "UDP. Default: ${DEFAULT-VALUE}")
    int port = 161;

    /** @param profiles what is known of vendors: those of the configuration too, where one was read */
    record Access(Credential credential, VendorProfiles profiles) {}

    /** What is wrong with the command line, for people; one line each. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(List<String> lines) {
            super(String.join(System.lineSeparator(), lines));
        }

        Wrong(String line) {
            this(List.of(line));
        }
    }

    /** @throws Wrong when there is no credential to use */
    Access access() throws Wrong {
        if (port < 1 || port > 65_535) {
            throw new Wrong("--port is 1 to 65535, not " + port);
        }
        Map<String, String> given = given();
        if (credential != null) {
            if (!given.isEmpty()) {
                throw new Wrong("--credential names all of it: leave out --" + String.join(", --", given.keySet()));
            }
            return ofConfig(credential);
        }
        if (given.isEmpty()) {
            throw new Wrong("say with what to ask: --community env:NAME, or --credential NAME with --config vor.yaml, or --user and what belongs to it");
        }
        return new Access(usable(ofOptions(given)), ProfileReader.shipped());
    }

    private Map<String, String> given() {
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "version", version == null && user != null ? "3" : version);
        put(all, "community", community);
        put(all, "user", user);
        put(all, "auth", auth);
        put(all, "auth-password", authPassword);
        put(all, "privacy", privacy);
        put(all, "privacy-password", privacyPassword);
        put(all, "context", context);
        return all;
    }

    private static void put(Map<String, String> all, String key, @Nullable String value) {
        if (value != null) {
            all.put(key, value);
        }
    }

    private Access ofConfig(String name) throws Wrong {
        try {
            Config c = ConfigReader.read(Path.of(config.file), name::equals);
            Known known = c.snmp().credentials().get(name);
            if (known == null) {
                throw new Wrong(config.file + " has no credential \"" + name + "\"; it has: "
                        + String.join(", ", c.snmp().credentials().keySet().stream().sorted().toList()));
            }
            return new Access(usable(known), new ProfileFolder(c::vendors, Clock.system()).get());
        } catch (ConfigException e) {
            throw new Wrong(e.problems().stream().map(ConfigProblem::toString).toList());
        }
    }

    private static Credential usable(Known known) throws Wrong {
        if (known.credential().isEmpty()) {
            throw new Wrong(known.trouble());
        }
        return known.credential().get();
    }

    /** Read by the reader of the configuration: the same words mean the same. */
    private static Known ofOptions(Map<String, String> given) throws Wrong {
        StringBuilder yaml = new StringBuilder();
        given.forEach((key, value) -> yaml.append(key).append(": \"").append(escaped(value)).append("\"\n"));
        List<ConfigProblem> problems = new ArrayList<>();
        Settings section = Settings.confidential(
                "command line", new Compose(LoadSettings.builder().build()).composeString(yaml.toString()), problems);
        Known known = SnmpReader.credential(section, new Secrets(System.getenv(), Path.of("").toAbsolutePath()));
        section.finish();
        if (!problems.isEmpty()) {
            throw new Wrong(problems.stream().map(p -> "--" + p.field() + ": " + p.message()).toList());
        }
        return known;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c < 0x20 || c == '"' || c == '\\' || c == 0x7f ? String.format("\\u%04x", c) : (char) c + ""));
        return out.toString();
    }

    /** @throws Wrong when it is neither an address nor a name that resolves */
    InetSocketAddress to(String address) throws Wrong {
        try {
            return new InetSocketAddress(InetAddress.getByName(address.replaceAll("^\\[(.*)]$", "$1")), port);
        } catch (UnknownHostException e) {
            throw new Wrong(address + ": this is no address, and no name that can be resolved");
        }
    }

    /** An agent to ask; close it. */
    static OneAgent agent(InetSocketAddress to, Credential credential, OneAgent.Progress progress) {
        return new OneAgent(to, credential, Clock.system(), new SecureRandom(), progress);
    }

    /** The file that an argument names; empty when it is meant as an address. */
    static Optional<Path> file(String argument) {
        Path path = Path.of(argument);
        boolean file = Files.exists(path) || argument.contains("/") || argument.endsWith(".snmprec");
        return file ? Optional.of(path) : Optional.empty();
    }
}
