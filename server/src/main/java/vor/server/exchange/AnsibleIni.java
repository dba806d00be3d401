package vor.server.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.server.exchange.Source.Word;
import vor.server.inventory.Batch;
import vor.server.inventory.Spot;
import vor.server.inventory.Text;

/** An Ansible inventory in INI: sections of hosts, of children and of variables. */
final class AnsibleIni {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*([#;].*)?");
    private static final int LONGEST = 10_000;

    private final AnsibleGroups groups = new AnsibleGroups();
    private final Map<String, Spot> hosts = new LinkedHashMap<>();
    private String group = "ungrouped";
    private String kind = "hosts";

    private AnsibleIni() {}

    static Batch read(String text) {
        AnsibleIni ini = new AnsibleIni();
        int number = 1;
        for (int from = 0; from < text.length(); number++) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            if (end - from > LONGEST) {
                ini.fault(new Spot(number, 1), "the line is longer than " + LONGEST + " characters", "");
            } else {
                ini.line(text.substring(from, end), number);
            }
            from = end + 1;
        }
        return ini.groups.batch(ini.hosts);
    }

    private void fault(Spot spot, String message, String hint) {
        groups.draft.faults.add(spot, group, message, hint);
    }

    private void line(String line, int number) {
        String said = line.strip();
        if (said.isEmpty() || said.charAt(0) == '#' || said.charAt(0) == ';') {
            return;
        }
        Matcher section = SECTION.matcher(said);
        if (section.matches()) {
            section(section.group(1), Optional.ofNullable(section.group(2)).orElse("hosts"), number);
            return;
        }
        Optional<List<Word>> words = words(line, number);
        if (words.isEmpty()) {
            fault(new Spot(number, 1), "a quote is not closed", "");
        } else if (!words.get().isEmpty()) {
            entry(words.get());
        }
    }

    private void section(String name, String of, int number) {
        group = name;
        kind = of;
        if (!List.of("hosts", "vars", "children").contains(of)) {
            fault(new Spot(number, 1), "there is no section " + Text.quoted(of), "[group], [group:children] or [group:vars]");
            kind = "vars";
        }
    }

    private void entry(List<Word> words) {
        Word first = words.getFirst();
        switch (kind) {
            case "vars" -> groups.draft.leave("variables of groups");
            case "children" -> groups.child(group, first.text(), first.spot());
            default -> groups.names(first.text(), first.spot()).forEach(n -> host(n, words));
        }
    }

    private void host(String name, List<Word> words) {
        Spot spot = words.getFirst().spot();
        hosts.putIfAbsent(name, spot);
        groups.host(name, spot);
        groups.member(name, group);
        for (Word word : words.subList(1, words.size())) {
            int equals = word.text().indexOf('=');
            if (equals < 1) {
                fault(word.spot(), Text.quoted(word.text()) + " is no variable", "name=value, without spaces around the =");
            } else {
                groups.variable(name, word.text().substring(0, equals), word.text().substring(equals + 1), word.spot());
            }
        }
    }

    /** Words as a shell splits them, up to a comment; empty when a quote is not closed. */
    private static Optional<List<Word>> words(String line, int number) {
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int begin = -1;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean space = quote == 0 && Character.isWhitespace(c);
            if (space && begin >= 0) {
                words.add(new Word(word.toString(), new Spot(number, begin + 1)));
                word.setLength(0);
                begin = -1;
            } else if (!space) {
                if (begin < 0 && c == '#') {
                    break;
                }
                begin = begin < 0 ? i : begin;
                if (quote == 0 ? c == '"' || c == '\'' : c == quote) {
                    quote = quote == 0 ? c : 0;
                } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                    word.append(line.charAt(++i));
                } else {
                    word.append(c);
                }
            }
        }
        if (begin >= 0) {
            words.add(new Word(word.toString(), new Spot(number, begin + 1)));
        }
        return quote == 0 ? Optional.of(words) : Optional.empty();
    }
}
