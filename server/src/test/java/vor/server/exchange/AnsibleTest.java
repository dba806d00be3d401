package vor.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.server.inventory.Batch;

/** Inventory files of Ansible in, a dynamic inventory out. */
class AnsibleTest {
    private static final String INI =
            """
            # an event
            lonely ansible_host=198.18.0.9
            [core]
            core ansible_host=198.18.0.1 ansible_user='net admin' ; not a comment
            [distro]
            distro[1:2]
            distro1 ansible_host=198.18.0.2
            [edge]
            e[1:3:2]-[01:02]   # row by row
            198.18.7.7
            "2001:db8::7":22
            [hall:children]
            distro
            edge
            [site:children]
            hall
            [site:vars]
            ntp=198.18.0.1
            """;
    private static final String YAML =
            """
            ---
            all:
              hosts:
                lonely: {ansible_host: 198.18.0.9}
              children:
                hall:
                  children:
                    distro:
                      hosts:
                        distro[1:2]:
                        distro1: {ansible_host: "198.18.0.2", ansible_password: !vault "$ANSIBLE_VAULT;1.1;AES256"}
                      vars: {a: 1}
                    edge: {hosts: {e1-01: null}}
            """;

    @TempDir
    Path dir;

    private Exchanged into;

    @BeforeEach
    void begin() {
        into = new Exchanged(dir);
    }

    @AfterEach
    void end() {
        into.close();
    }

    @Test
    void groupsAreTagsAlsoThroughTheirParents() {
        into.load(Format.ANSIBLE, INI.replace("; not a comment", "").replace("\"2001:db8::7\":22", "[2001:db8::7]:22"));
        assertThat(into.names())
                .containsExactly("lonely", "core", "distro1", "distro2", "e1-01", "e1-02", "e3-01", "e3-02", "198.18.7.7", "2001:db8::7");
        assertThat(into.device("core").tags()).containsExactly("core");
        assertThat(into.device("lonely").tags()).isEmpty();
        assertThat(into.device("distro1").addresses()).containsExactly("198.18.0.2");
        assertThat(into.device("e3-02").tags()).containsExactly("edge", "hall", "site");
        assertThat(into.device("198.18.7.7").addresses()).containsExactly("198.18.7.7");
        assertThat(into.device("2001:db8::7").addresses()).containsExactly("2001:db8::7");
    }

    @Test
    void yamlReadsLikeIni() {
        Batch batch = Format.ANSIBLE.read(Exchanged.bytes(YAML), Options.NONE);
        into.load(batch, false);
        assertThat(into.names()).containsExactly("lonely", "distro1", "distro2", "e1-01");
        assertThat(into.device("distro2").tags()).containsExactly("distro", "hall");
        assertThat(into.device("distro1").addresses()).containsExactly("198.18.0.2");
        assertThat(batch.notes()).containsExactly(
                "2 without ansible_host: they have no address where they are new", "not taken over: variables of groups (1), variables of hosts (1)");
    }

    @Test
    void tagsAndAddressesThatAreThereStay() {
        into.given("devices:\n  e1-01: {tags: [access], addresses: [198.18.0.1, \"2001:db8::1\"]}\n");
        into.load(Format.ANSIBLE, "[edge]\ne1-01 ansible_host=198.18.0.7\n");
        assertThat(into.device("e1-01").tags()).containsExactly("access", "edge");
        assertThat(into.device("e1-01").addresses()).containsExactly("198.18.0.7", "2001:db8::1");
        assertThat(into.load(Format.ANSIBLE, "[edge]\ne1-01\n").items()).isEmpty();
    }

    @Test
    void groupsThatContainOneAnotherEnd() {
        into.load(Format.ANSIBLE, "[a]\nx\n[a:children]\nb\n[b:children]\na\n");
        assertThat(into.device("x").tags()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[a]\\nx[1:|2:1 \"x[1:\": a bracket has no partner",
        "[a]\\nx[3:1]|2:1 \"x[3:1]\": [3:1] ends before it begins",
        "[a]\\nx[1:2:0]|2:1 \"x[1:2:0]\": the step of a range is 1 or more",
        "[a]\\nx[one]|2:1 \"x[one]\": [one] is no range such as [1:12] or [a:f]",
        "[a]\\nx[01:100]|2:1 \"x[01:100]\": [01:100]: both ends need as many digits where the first begins with 0",
        "[a]\\nx[1:999999999]|2:1 \"x[1:999999999]\": the range has too many names",
        "[a]\\nx[1:999][1:999]|2:1 \"x[1:999][1:999]\": the range has too many names",
        "[a]\\nx ansible_host|2:3 a: \"ansible_host\" is no variable",
        "[a]\\nx ansible_host='198.18.0.1|2:1 a: a quote is not closed",
        "[a:hostz]\\nx|1:1 a: there is no section \"hostz\"",
        "[a]\\nx ansible_host=198.18.0.300|2:3 devices.x.addresses[0]: \"198.18.0.300\" is not an address",
        "all:\\n  host: {x: {}}|2:3 all: a group has no \"host\"",
        "all: 7|1:1 all: expected a group with hosts, children or vars",
    })
    void faultsAreSaidWithLineAndColumn(String text, String fault) {
        assertThat(into.faults(Format.ANSIBLE, text.replace("\\n", "\n"))).contains(fault);
    }

    @Test
    void rangesThatNameTheSameHostsAgainAndAgainEnd() {
        String many = "x[1:90000]\n".repeat(1000);
        assertThatThrownBy(() -> Format.ANSIBLE.read(Exchanged.bytes("[a]\n" + many), Options.NONE))
                .hasMessageContaining("more than 200000 times");
    }

    @Test
    void listHasGroupsByTagNetworkAndProfile() {
        into.given("networks:\n  \"row 1\": {}\ndevices:\n  core: {addresses: [198.18.0.1]}\n"
                + "  \"e1:1\": {addresses: [198.18.0.2, \"2001:db8::2\"], tags: [access, a-b, a_b], networks: [\"row 1\"], uplinks: [{port: p, to: core}]}\n"
                + "  e1_1: {profile: mesh}\n");
        JsonNode list = JsonMapper.shared().readTree(into.write(Format.ANSIBLE));
        assertThat(list.path("all").toString())
                .isEqualTo("{\"hosts\":[\"core\",\"e1_1\",\"e1_1_2\"],\"children\":[\"network_row_1\",\"profile_mesh\",\"profile_wired\",\"tag_a_b\",\"tag_access\"]}");
        assertThat(list.path("tag_a_b").path("hosts").toString()).isEqualTo("[\"e1_1\"]");
        assertThat(list.path("profile_mesh").path("hosts").toString()).isEqualTo("[\"e1_1_2\"]");
        JsonNode vars = list.path("_meta").path("hostvars").path("e1_1");
        assertThat(vars.path("ansible_host").asString()).isEqualTo("198.18.0.2");
        assertThat(vars.path("vor_name").asString()).isEqualTo("e1:1");
        assertThat(vars.path("vor_uplinks").toString()).isEqualTo("[{\"port\":\"p\",\"to\":\"core\",\"toPort\":\"\"}]");
        assertThat(list.propertyNames()).allMatch(group -> group.matches("[A-Za-z_][A-Za-z0-9_]*"));
    }

    @Test
    void whatAnsibleWouldEvaluateIsMarkedAsUnsafe() {
        into.given("devices:\n  \"{{ lookup('pipe', 'id') }}\": {note: \"{% x %}\", tags: [\"{{x}}\"]}\n");
        JsonNode vars = JsonMapper.shared().readTree(into.write(Format.ANSIBLE)).path("_meta").path("hostvars");
        assertThat(vars.propertyNames()).allMatch(host -> host.matches("[A-Za-z0-9_.-]+"));
        JsonNode one = vars.values().iterator().next();
        assertThat(one.path("vor_name").toString()).isEqualTo("{\"__ansible_unsafe\":\"{{ lookup('pipe', 'id') }}\"}");
        assertThat(one.path("vor_note").toString()).isEqualTo("{\"__ansible_unsafe\":\"{% x %}\"}");
        assertThat(one.path("vor_tags").toString()).isEqualTo("[{\"__ansible_unsafe\":\"{{x}}\"}]");
    }

    @Test
    void ourOwnListComesBackAsTheSameHosts() {
        into.given("devices:\n  core: {addresses: [198.18.0.1]}\n  e1: {addresses: [198.18.0.2]}\n");
        into.load(Format.ANSIBLE, into.write(Format.ANSIBLE));
        assertThat(into.names()).isEqualTo(List.of("core", "e1"));
        assertThat(into.device("e1").addresses()).containsExactly("198.18.0.2");
        assertThat(into.device("e1").tags()).containsExactly("profile_wired");
    }
}
