package vor.server.collect.snmp.facts;

import java.util.Comparator;

/** Names as people order them: {@code ae2} before {@code ae10}. */
final class NaturalOrder implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int iEnd = digits(a, i);
            int jEnd = digits(b, j);
            int order = iEnd > i && jEnd > j ? numbers(a.substring(i, iEnd), b.substring(j, jEnd)) : a.charAt(i) - b.charAt(j);
            if (order != 0) {
                return order;
            }
            i = Math.max(iEnd, i + 1);
            j = Math.max(jEnd, j + 1);
        }
        int rest = (a.length() - i) - (b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int numbers(String a, String b) {
        String x = a.replaceFirst("^0+(?=.)", "");
        String y = b.replaceFirst("^0+(?=.)", "");
        return x.length() != y.length() ? x.length() - y.length() : x.compareTo(y);
    }
}
