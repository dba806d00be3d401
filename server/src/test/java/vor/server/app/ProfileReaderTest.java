package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.server.collect.snmp.facts.DeviceFacts;
import vor.server.collect.snmp.facts.Mib;
import vor.server.collect.snmp.facts.VendorProfile;
import vor.server.collect.snmp.facts.VendorProfiles;
import vor.wire.snmp.Oid;

/** Vendor profiles: ours are sound and say truly what was tried; a user's faults are named with their place. */
class ProfileReaderTest {
    @TempDir
    Path folder;

    private List<String> faults(String name, String yaml) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), yaml);
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> ProfileReader.read(Optional.of(folder)));
        return e == null ? List.of() : e.problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test
    void allThatWeShipCanBeRead() {
        VendorProfiles all = ProfileReader.shipped();
        assertThat(all.all()).extracting(VendorProfile::name).containsExactlyElementsOf(ProfileReader.SHIPPED);
    }

    @Test
    void aFormulaThatNamesNoColumnIsAFaultWithItsPlace() throws IOException {
        assertThat(faults("mine", """
                name: mine
                extends: [standard]
                rows:
                  - kind: sensor
                    of: hrLoad
                    name: x
                    value: =100 * nothing
                """))
                .singleElement()
                .satisfies(f -> assertThat(f).contains("mine.yaml:7:12").contains("\"nothing\" is no column").contains("character 7"));
    }

    @Test
    void unknownKeysWrongKindsAndMissingColumnsAreFaults() throws IOException {
        assertThat(faults("mine", """
                name: mine
                colour: red
                rows:
                  - kind: sensr
                    of: hrLoad
                """))
                .hasSize(3)
                .anySatisfy(f -> assertThat(f).contains("colour").contains("is not a setting"))
                .anySatisfy(f -> assertThat(f).contains("expected sensor, part"))
                .anySatisfy(f -> assertThat(f).contains("expected a column"));
    }

    @Test
    void aProfileThatExtendsItselfIsAFault() throws IOException {
        assertThat(faults("mine", "name: mine\nextends: [mine]\n")).isNotEmpty().anySatisfy(f -> assertThat(f).contains("extends"));
    }

    @Test
    void whatIsNoYamlIsAFaultWithLineAndColumn() throws IOException {
        assertThat(faults("mine", "name: [mine\n")).singleElement().satisfies(f -> assertThat(f).contains("not YAML").contains("mine.yaml:"));
    }

    @Test
    void aUsersFileStandsBeforeOurs() throws Exception {
        Files.writeString(folder.resolve("arista.yaml"), "name: arista\nvendor: mine\nmatch: [{object-id: 1.3.6.1.4.1.30065}]\n");
        VendorProfiles all = ProfileReader.read(Optional.of(folder));
        assertThat(all.of("1.3.6.1.4.1.30065.1.3011", "").vendor()).isEqualTo("mine");
    }

    @Test
    void theMostSpecificProfileWins() {
        VendorProfiles all = ProfileReader.shipped();
        assertThat(all.of("1.3.6.1.4.1.9.1.1208", "Cisco IOS Software").name()).isEqualTo("cisco-ios");
        assertThat(all.of("1.3.6.1.4.1.9.12.3.1.3.1106", "Cisco NX-OS(tm) n3000").name()).isEqualTo("cisco-nxos");
        assertThat(all.of("1.3.6.1.4.1.14988.1", "RouterOS CRS317").name()).isEqualTo("mikrotik");
        assertThat(all.of("1.3.6.1.4.1.8072.3.2.10", "Linux host").name()).isEqualTo("net-snmp");
        assertThat(all.of("1.3.6.1.4.1.47196.4.1.1.1.50", "Aruba JL635A").name()).isEqualTo("aruba-cx");
        assertThat(all.of("1.3.6.1.4.1.11.2.3.7.11.181.20", "Aruba JL255A 2930F-24G-PoE+-4SFP+ Switch").name()).isEqualTo("hp-aruba");
        assertThat(all.of("1.3.6.1.4.1.25506.11.1.33", "HP Comware Platform Software").name()).isEqualTo("comware");
        assertThat(all.of("1.3.6.1.4.1.9.6.1.94.48.6", "SG350X-48 48-Port Gigabit Stackable Managed Switch").name()).isEqualTo("cisco-sb");
        assertThat(all.of("1.3.6.1.4.1.4413", "EdgeSwitch 8 150W").name()).isEqualTo("ubiquiti");
        assertThat(all.of("1.3.6.1.4.1.4413", "US-24-250W, 5.43.35, Linux 3.6.5").name()).isEqualTo("ubiquiti");
        assertThat(all.of("", "").name()).isEqualTo("standard");
    }

    /** The label "documents only" stands on every line that no agent we could try answers, and on no other. */
    @Test
    void labelsTellTrulyWhatWasTried() {
        List<Recordings> tried = new ArrayList<>(Recordings.all());
        tried.add(Recordings.debian());
        List<Mib> mibs = tried.stream().map(r -> Mib.of(r.read())).toList();
        List<String> wrong = new ArrayList<>();
        for (VendorProfile profile : ProfileReader.shipped().all()) {
            for (VendorProfile.Columns table : profile.tables()) {
                table.columns().forEach((name, column) -> {
                    boolean answered = tried.stream().anyMatch(r -> r.count(column + ".") > 0);
                    if (answered == table.documentsOnly()) {
                        wrong.add(profile.name() + " " + table.name() + " " + name + (answered ? " is answered" : " is not answered"));
                    }
                });
            }
        }
        for (VendorProfile profile : ProfileReader.shipped().all()) {
            for (VendorProfile.Rule rule : profile.rules()) {
                boolean answered = mibs.stream().anyMatch(m -> DeviceFacts.makesRows(rule, m));
                if (answered == rule.documentsOnly()) {
                    wrong.add(profile.name() + " line " + rule.line() + " " + rule.kind() + " of " + rule.of()
                            + (answered ? " makes rows" : " makes no row"));
                }
            }
        }
        assertThat(wrong.stream().distinct()).isEmpty();
    }

    @Test
    void everyColumnThatARuleReadsIsInATable() {
        for (VendorProfile profile : ProfileReader.shipped().all()) {
            List<Oid> known = profile.tables().stream().flatMap(t -> t.columns().values().stream()).toList();
            profile.rules().forEach(r -> assertThat(known).as(profile.name() + " line " + r.line()).contains(r.of()));
        }
    }
}
