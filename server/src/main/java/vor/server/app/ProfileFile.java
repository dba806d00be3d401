package vor.server.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import vor.server.collect.snmp.facts.Formula;
import vor.server.collect.snmp.facts.FormulaException;
import vor.server.collect.snmp.facts.VendorProfile;
import vor.server.collect.snmp.facts.VendorProfile.Cadence;
import vor.server.collect.snmp.facts.VendorProfile.Columns;
import vor.server.collect.snmp.facts.VendorProfile.Kind;
import vor.server.collect.snmp.facts.VendorProfile.Match;
import vor.server.collect.snmp.facts.VendorProfile.Rule;
import vor.wire.snmp.Oid;

/** One vendor profile as its file has it. Every fault is noted in the settings' problems, each with its place. */
final class ProfileFile {
    private static final String DOCUMENTS_ONLY = "documents only";

    private final Settings top;
    private final Function<String, Optional<Read>> parents;
    private final Map<String, Oid> columns = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> maps = new LinkedHashMap<>();
    private final List<Columns> tables = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    /** A profile with what those that extend it may name. */
    record Read(VendorProfile profile, Map<String, Oid> columns, Map<String, Map<String, String>> maps) {}

    /** @param parents the profiles that it may extend, by name */
    ProfileFile(Settings top, Function<String, Optional<Read>> parents) {
        this.top = top;
        this.parents = parents;
    }

    /** What it extends, for those who must read that first. */
    static List<String> parentsOf(Settings top) {
        return top.texts("extends");
    }

    Read read() {
        String name = top.text("name", "");
        if (name.isEmpty()) {
            top.fault("name", "a profile needs a name, such as \"juniper\"");
        }
        List<Read> inherited = inherited();
        inherited.forEach(p -> columns.putAll(p.columns()));
        inherited.forEach(p -> maps.putAll(p.maps()));
        readMaps(top.section("maps"));
        top.sections("tables").forEach(this::table);
        top.sections("rows").forEach(this::rule);
        inherited.forEach(p -> tables.addAll(p.profile().tables()));
        inherited.forEach(p -> rules.addAll(p.profile().rules()));
        List<Match> matches = top.sections("match").stream().map(ProfileFile::match).toList();
        return new Read(new VendorProfile(name, top.text("vendor", name), matches, tables, rules), columns, maps);
    }

    private List<Read> inherited() {
        List<Read> all = new ArrayList<>();
        for (String parent : parentsOf(top)) {
            Optional<Read> found = parents.apply(parent);
            found.ifPresent(all::add);
            if (found.isEmpty()) {
                top.fault("extends", "there is no profile \"" + parent + "\"");
            }
        }
        return all;
    }

    private void readMaps(Settings section) {
        for (String name : section.keys()) {
            Settings values = section.section(name);
            Map<String, String> map = new LinkedHashMap<>();
            values.keys().forEach(k -> map.put(k, values.text(k, "")));
            maps.put(name, map);
        }
    }

    private static Match match(Settings section) {
        Optional<Oid> id = section.read("object-id", "an object id such as 1.3.6.1.4.1.2636", Oid::parse);
        Optional<Pattern> text = section.read("description", "a regular expression", ProfileFile::pattern);
        if (id.isEmpty() && text.isEmpty()) {
            section.fault("object-id", "a match needs an object-id, a description, or both");
        }
        return new Match(id, text);
    }

    private static Optional<Pattern> pattern(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private void table(Settings section) {
        Optional<Oid> root = section.read("root", "an object id such as 1.3.6.1.4.1.2636.3.1.13.1", Oid::parse);
        if (root.isEmpty()) {
            section.fault("root", "a table needs the object id that its columns begin with");
        }
        Cadence cadence = section.read("every", "normal or slow", ProfileFile::cadence).orElse(Cadence.NORMAL);
        boolean scalars = section.read("scalars", "true or false", ProfileFile::truth).orElse(false);
        Settings named = section.section("columns");
        Map<String, Oid> own = new LinkedHashMap<>();
        for (String name : named.keys()) {
            Optional<Oid> part = named.read(name, "the column's number, such as 5 or 2.1", Oid::parse);
            part.ifPresent(p -> own.put(name, root.orElse(Oid.of()).with(p)));
            if (columns.containsKey(name)) {
                named.fault(name, "there is a column of this name already; names are unique within a profile and those that it extends");
            }
        }
        columns.putAll(own);
        tables.add(new Columns(section.text("name", root.map(Oid::toString).orElse("")), cadence, scalars, documentsOnly(section), own));
    }

    private static Optional<Cadence> cadence(String word) {
        return switch (word) {
            case "normal" -> Optional.of(Cadence.NORMAL);
            case "slow" -> Optional.of(Cadence.SLOW);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> truth(String word) {
        return word.equals("true") || word.equals("false") ? Optional.of(word.equals("true")) : Optional.empty();
    }

    private static boolean documentsOnly(Settings section) {
        return section.read("source", "\"" + DOCUMENTS_ONLY + "\", or nothing", s -> s.equals(DOCUMENTS_ONLY) ? Optional.of(s) : Optional.empty())
                .isPresent();
    }

    private void rule(Settings section) {
        Optional<Kind> kind = section.read("kind", words(), ProfileFile::kind);
        Optional<Oid> of = section.read("of", "a column of a table of this profile", name -> Optional.ofNullable(columns.get(name)));
        if (kind.isEmpty() || of.isEmpty()) {
            section.keys();
            if (section.line("kind") == 0 || section.line("of") == 0) {
                section.fault("kind", "a row needs its kind and the column that it is made of");
            }
            return;
        }
        Optional<Formula> where = section.text("where").map(text -> formula(section, "where", text));
        Map<String, Formula> fields = new LinkedHashMap<>();
        for (String field : kind.get().fields()) {
            section.text(field).ifPresent(text -> fields.put(field, field(section, field, text)));
        }
        rules.add(new Rule(kind.get(), of.get(), where, fields, documentsOnly(section), section.line("kind")));
    }

    private static String words() {
        return String.join(", ", Arrays.stream(Kind.values()).map(k -> k.name().toLowerCase(Locale.ROOT)).toList());
    }

    private static Optional<Kind> kind(String word) {
        return Arrays.stream(Kind.values()).filter(k -> k.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
    }

    /** A formula where it begins with =, as in a spreadsheet; else the text itself. */
    private Formula field(Settings section, String key, String text) {
        return text.startsWith("=") ? formula(section, key, text.substring(1)) : Formula.constant(text);
    }

    private Formula formula(Settings section, String key, String text) {
        try {
            return Formula.parse(text, columns, maps);
        } catch (FormulaException e) {
            section.fault(key, e.getMessage() + ", at character " + (e.at() + 1) + " of \"" + text + "\"");
            return Formula.constant("");
        }
    }
}
