package vor.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import vor.server.collect.snmp.facts.VendorProfile;
import vor.server.collect.snmp.facts.VendorProfiles;

/** Reads vendor profiles: those that Vor comes with, and a folder of the user's, whose files stand before ours of the same name. */
final class ProfileReader {
    private static final String STANDARD = "standard";
    static final List<String> SHIPPED = List.of(
            STANDARD, "juniper", "cisco", "cisco-ios", "cisco-nxos", "cisco-sb", "arista", "hp-aruba", "aruba-cx", "comware", "mikrotik",
            "ubiquiti", "brocade", "extreme", "fastpath", "net-snmp");
    private static final String SUFFIX = ".yaml";
    private static final int LARGEST_FILE = 1 << 20;

    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, ProfileFile.Read> done = new LinkedHashMap<>();
    private final Set<String> begun = new LinkedHashSet<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    private record Source(String file, String text) {}

    private ProfileReader() {}

    /** Those that Vor comes with. */
    static VendorProfiles shipped() {
        try {
            return read(Optional.empty());
        } catch (ConfigException e) {
            throw new IllegalStateException("a profile that Vor comes with is broken: " + e.problems(), e);
        }
    }

    /**
     * @param folder {@code NAME.yaml} in it is the profile NAME, instead of ours or in addition
     * @throws ConfigException with all that is wrong in any of them
     */
    static VendorProfiles read(Optional<Path> folder) throws ConfigException {
        ProfileReader reader = new ProfileReader();
        SHIPPED.forEach(reader::resource);
        if (folder.isPresent()) {
            reader.folder(folder.get());
        }
        return reader.all();
    }

    private VendorProfiles all() throws ConfigException {
        List<VendorProfile> all = new ArrayList<>();
        for (String name : sources.keySet()) {
            profile(name).ifPresent(p -> all.add(p.profile()));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new VendorProfiles(all, profile(STANDARD).map(ProfileFile.Read::profile).orElse(VendorProfile.NONE));
    }

    private void resource(String name) {
        try (InputStream in = ProfileReader.class.getResourceAsStream("/vor/profiles/" + name + SUFFIX)) {
            if (in == null) {
                throw new IllegalStateException("this build of Vor lacks its profile " + name);
            }
            sources.put(name, new Source("vor/profiles/" + name + SUFFIX, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("profile " + name, e);
        }
    }

    private void folder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().forEach(this::file);
        } catch (IOException e) {
            problems.add(new ConfigProblem(folder.toString(), 0, 0, "", "the folder of profiles cannot be read: " + e.getMessage()));
        }
    }

    private void file(Path file) {
        String base = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > LARGEST_FILE) {
                problems.add(new ConfigProblem(file.toString(), 0, 0, "", "is larger than 1 MiB: is this a profile?"));
            } else {
                sources.put(base.substring(0, base.length() - SUFFIX.length()), new Source(file.toString(), Files.readString(file)));
            }
        } catch (IOException e) {
            problems.add(new ConfigProblem(file.toString(), 0, 0, "", "cannot be read as text in UTF-8: " + e.getMessage()));
        }
    }

    /** Parents first; a profile that extends itself, perhaps through others, is a fault. */
    private Optional<ProfileFile.Read> profile(String name) {
        Source source = sources.get(name);
        if (source == null || done.containsKey(name)) {
            return Optional.ofNullable(done.get(name));
        }
        if (!begun.add(name)) {
            problems.add(new ConfigProblem(source.file(), 0, 0, "extends", "the profile extends itself"));
            return Optional.empty();
        }
        Optional<Node> root = parse(source);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        Settings top = Settings.of(source.file(), root, problems);
        ProfileFile.Read read = new ProfileFile(top, this::profile).read();
        top.finish();
        if (!read.profile().name().equals(name) && !read.profile().name().isEmpty()) {
            top.fault("name", "the file is called " + name + SUFFIX + ", so the name should be " + name);
        }
        done.put(name, read);
        return Optional.of(read);
    }

    /** Empty, and a fault noted, when it is no YAML or holds nothing. */
    private Optional<Node> parse(Source source) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.file())
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(20)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(source.text());
            if (root.isEmpty()) {
                problems.add(new ConfigProblem(source.file(), 0, 0, "", "is empty; a profile has a name, match, tables and rows"));
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            problem(source, mark.map(m -> m.getLine() + 1).orElse(0), mark.map(m -> m.getColumn() + 1).orElse(0), e.getProblem());
        } catch (YamlEngineException e) {
            problem(source, 0, 0, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private void problem(Source source, int line, int column, String what) {
        problems.add(new ConfigProblem(source.file(), line, column, "", "this is not YAML: " + what));
    }
}
