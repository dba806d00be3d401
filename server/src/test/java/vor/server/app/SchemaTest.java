package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schema and the reader of the configuration are the same. */
class SchemaTest {
    private static final ObjectNode DOCUMENT = ConfigReader.schema();
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema((JsonNode) DOCUMENT);
    private static final Path ROOT = root();

    @TempDir
    Path folder = Path.of("");

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("ARCHITECTURE.md"))) {
            here = Objects.requireNonNull(here.getParent(), "the root of the tree");
        }
        return here;
    }

    private static List<Error> faults(String yaml) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SCHEMA.validate((JsonNode) new JsonMapper().valueToTree(value == null ? Map.of() : value));
    }

    private void bothAccept(String yaml) throws Exception {
        assertThat(faults(yaml)).as(yaml).isEmpty();
        ConfigReader.withoutSecrets(Files.writeString(folder.resolve("vor.yaml"), yaml));
    }

    private void readerRefuses(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("vor.yaml"), yaml);
        assertThatThrownBy(() -> ConfigReader.withoutSecrets(file)).as(yaml).isInstanceOf(ConfigException.class);
    }

    private static String starter() throws IOException {
        try (InputStream in = SchemaTest.class.getResourceAsStream("/vor/app/starter.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void isASchemaOfItsDialect() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate((JsonNode) DOCUMENT)).isEmpty();
    }

    @Test
    void theStarterIsValidAsItIsAndWithEveryLineInUse() throws Exception {
        bothAccept(starter());
        String all = starter()
                .replaceFirst("# yaml-language-server.*\n", "")
                .replaceAll("(?m)^# database: sqlite$", "")
                .replaceAll("(?m)^(\\s*)# ([a-z][a-z-]*: .*|- \\{.*)$", "$1$2")
                .replace("# accounts", "accounts")
                .replace("accounts: off", "accounts: on");
        assertThat(all).contains("\n  false-downs-per-day", "\nbackup:", "\n    - {tag: border");
        bothAccept(all);
    }

    @Test
    void theStarterNamesTheSchemaInItsFirstLine() throws IOException {
        assertThat(starter().lines().findFirst()).contains("# yaml-language-server: $schema=" + InitCommand.SCHEMA);
    }

    @Test
    void everyExampleInTheBookIsValid() throws Exception {
        Set<String> top = Set.copyOf(DOCUMENT.get("properties").propertyNames());
        int examples = 0;
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/howto"))) {
            for (Path page : (Iterable<Path>) pages.filter(p -> p.toString().endsWith(".md")).sorted()::iterator) {
                for (String block : blocks(Files.readString(page))) {
                    String key = block.replaceFirst("(?s):.*", "");
                    if (top.contains(key)) {
                        examples++;
                        assertThat(faults(block)).as(page + "\n" + block).isEmpty();
                    }
                }
            }
        }
        assertThat(examples).isGreaterThan(4);
    }

    /** Indented and fenced blocks, without their indentation. */
    private static List<String> blocks(String page) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean fenced = false;
        for (String line : (page + "\n\nend").lines().toList()) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (fenced || line.startsWith("    ")) {
                block.append(fenced ? line : line.substring(4)).append('\n');
            } else if (!line.isBlank() && !block.isEmpty()) {
                blocks.add(block.toString());
                block.setLength(0);
            }
        }
        return blocks;
    }

    static List<String> mistakes() {
        return """
                listen: 8080
                listen: [a, b]
                lisen: 127.0.0.1:1
                ping: {false-downs-per-day: -1}
                ping: {false-downs-per-day: 1001}
                ping: {budget: lots}
                ping: {budget: 9}
                ping: {budget: 10.5}
                ping: fast
                site: {zone: "Mars Olympus"}
                site: {nam: x}
                site: [a]
                profiles: {a: {intervall: 1s}}
                profiles: {a: {interval: 250}}
                profiles: {a: {interval: fast}}
                log: xml
                data: [a]
                database: {url: x}
                database: {password: "env:A"}
                database: {url: "postgresql://vor@db/vor", password: hunter2}
                database: {url: "postgresql://vor@db/vor", pasword: "env:A"}
                database: "postgresql://vor:hunter2@db/vor"
                access: {accounts: maybe}
                access: {tls: mine}
                access: {tls: {certificate: a}}
                access: {tls: {certificat: a, key: b}}
                access: {tls: {certificate: a, key: b, passphrase: hunter2}}
                access: {accounts: on, proxies: [proxy.example.org]}
                access: {names: ["https://noc.example.org"]}
                access: {names: noc}
                access: {acounts: on}
                backup: never
                backup: {worn: 3}
                backup: {warn: 1h}
                journal: never
                journal: {keep: 1}
                journal: {size: 1000}
                journal: {size: 1gb}
                journal: {bytes: 1GB}
                events: {own: maybe}
                events: on
                snmp: {credentials: {x: {community: hunter2}}}
                snmp: {credentials: {x: {version: 2c}}}
                snmp: {credentials: {x: {version: 4, community: "env:A"}}}
                snmp: {credentials: {x: {version: 3}}}
                snmp: {credentials: {x: {version: 3, user: u, auth: sha3, auth-password: "env:A"}}}
                snmp: {credentials: {x: {version: 3, user: u, auth: sha256}}}
                snmp: {credentials: {x: {version: 3, user: u, privacy: aes128, privacy-password: "env:A"}}}
                snmp: {credentials: {x: {version: 3, user: u, community: "env:A"}}}
                snmp: {credentials: {x: {user: u, community: "env:A"}}}
                snmp: {credentials: {x: {community: ["env:A"]}}}
                snmp: {credentials: hunter2}
                snmp: {credentials: {x: hunter2}}
                snmp: {ask: [{tag: y}]}
                snmp: {ask: {credential: none}}
                snmp: {ask: [{credential: none, port: 0}]}
                snmp: {budget: 0}
                receive: {traps: {listen: "127.0.0.1:1162"}}
                receive: {traps: {credentials: []}}
                receive: {syslog: {listen: 514}}
                receive: {sylog: {}}
                receive: {syslog: {port: 1}}
                receive: {riemann: {udp: maybe}}
                receive: {riemann: {connections: 0}}
                receive: {riemann: {tls: {certificate: a, key: 'file:b'}}}
                receive: {riemann: {sse: {port: 5558}}}
                receive: {graphite: {pickle: 70000}}
                receive: {graphite: {ttl: soon}}
                receive: {collectd: {security: some}}
                receive: {collectd: {types: []}}
                receive: {statsd: {flush: often}}
                receive: {statsd: {percentiles: [101]}}
                hunter2
                """.lines().filter(l -> !l.isBlank()).toList();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneForBoth(String yaml) throws IOException {
        readerRefuses(yaml);
        assertThat(faults(yaml)).as("the schema takes " + yaml).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "site:\nping:\nsnmp: {credentials: , ask: }\nreceive:\nprofiles:\naccess:\nbackup:\n",
        "site: {name: 2026, monitor: core-1}",
        "listen: '[::1]:8737'",
        "access: {accounts: on, tls: {certificate: c, key: k, passphrase: 'vault:secret/tls#pass'}, proxies: [10.0.0.1, 'fd00::1', localhost]}",
        "database: sqlite",
        "database: {url: 'postgresql://vor@db.example.org:5433/vor?sslmode=verify-full', password: 'vault:secret/db#password'}",
        "backup: off",
        "backup: on",
        "backup: {worn: 2h}",
        "backup: {worn: 5d, bad: 10d}",
        "snmp: {credentials: {x: {version: 1, community: 'env:A'}, y: {version: 3, user: u}}, ask: [{credential: x, port: 1161}, {credential: none}]}",
        "snmp: {credentials: {x: {version: 3, user: u, auth: md5, auth-password: 'env:A', privacy: des, privacy-password: 'file:b', context: c}}}",
        "receive: {syslog: }",
        "receive: {syslog: {}}",
        "receive: {riemann: {}}",
        "receive: {statsd: {tcp: on, flush: 1min, percentiles: [-10, 99.9]}}",
        "receive: {graphite: {pickle: 0, udp: off, ttl: 1h}, collectd: {security: sign, users: 'file:a', types: [my.db]}}",
        "receive: {riemann: {listen: '127.0.0.1:5556', udp: off, connections: 5}}",
        "receive: {riemann: {tls: {certificate: a.crt, key: 'file:a.key', clients: ca.crt}, websocket: {}, sse: {listen: '127.0.0.1:5558'}}}",
        "profiles: {wired: {interval: 100 ms}, mine: {vendor: Acme}}",
    })
    void whatIsRightIsSoForBoth(String yaml) throws Exception {
        bothAccept(yaml);
    }

    /** What hangs on other keys, or on how much a number with its unit is: the reader says it, editors do not. */
    @ParameterizedTest
    @ValueSource(strings = {
        "snmp: {ask: [{credential: y}]}",
        "receive: {traps: {credentials: [y]}}",
        "listen: 0.0.0.0:1",
        "listen: example.org:1",
        "access: {proxies: [10.0.0.1]}",
        "profiles: {a: {interval: 1ms}}",
        "backup: {worn: 3d, bad: 1d}",
        "site: {zone: Mars/Olympus}",
    })
    void whatASchemaCannotKnowTheReaderSays(String yaml) throws IOException {
        readerRefuses(yaml);
        assertThat(faults(yaml)).as("the schema knows more than it is said to here").isEmpty();
    }

    private static void each(String path, JsonNode schema, java.util.function.BiConsumer<String, JsonNode> look) {
        schema.path("properties").properties().forEach(p -> {
            String at = path.isEmpty() ? p.getKey() : path + "." + p.getKey();
            look.accept(at, p.getValue());
            Stream.concat(Stream.of(p.getValue()), p.getValue().path("anyOf").valueStream()).forEach(v -> {
                each(at, v, look);
                each(at + ".NAME", v.path("additionalProperties"), look);
                each(at + "[]", v.path("items"), look);
            });
        });
    }

    @Test
    void everyKeyIsDescribedAndABareNumberHasItsUnit() {
        Set<String> keys = new TreeSet<>();
        each("", DOCUMENT, (at, value) -> {
            keys.add(at);
            assertThat(value.path("description").asString("")).as(at).endsWith(".");
            if (value.has("minimum")) {
                assertThat(value.path("x-unit").asString("")).as(at).isNotEmpty();
                assertThat(value.has("default")).as(at + " has a default").isTrue();
            }
            if (value.has("x-least")) {
                assertThat(value.has("default")).as(at + " has a default").isTrue();
            }
        });
        assertThat(keys).contains("site.name", "access.tls.passphrase", "snmp.credentials.NAME.auth-password", "snmp.ask[].fast", "profiles.NAME.interval",
                "backup.worn", "database.url", "receive.traps.listen");
    }

    @Test
    void theBookHasEveryKeyAsItIs() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/howto/configuration.md"));
        assertThat(page)
                .as("between the marks in docs/howto/configuration.md goes what ./vor schema --table prints")
                .contains("<!-- keys -->\n" + SchemaTable.of(DOCUMENT) + "<!-- /keys -->");
    }
}
