package social.coulomb.sandboxer.apiserver.schema.format;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;

/// The named formats of strings. A format that is not known accepts everything.
public final class Formats {
    private static final int LONGEST_HOST_NAME = 255;
    private static final Map<String, Predicate<String>> KNOWN = Map.ofEntries(
            Map.entry("date-time", Formats::isDateTime),
            Map.entry("datetime", Formats::isDateTime),
            Map.entry("date", Formats::isDate),
            Map.entry("duration", GoDuration::isDuration),
            Map.entry("byte", Formats::isBase64),
            Map.entry("uri", Formats::isUri),
            Map.entry("email", matching("^(?:[^<>]*<)?[^@\\s<>]+@[^@\\s<>]+>?$")),
            Map.entry("hostname", Formats::isHostName),
            Map.entry("ipv4", NetworkText::isIpv4),
            Map.entry("ipv6", NetworkText::isIpv6),
            Map.entry("cidr", NetworkText::isCidr),
            Map.entry("mac", matching("^(?i)[0-9a-f]{2}([:-][0-9a-f]{2}){5}([:-][0-9a-f]{2}){0,2}$")),
            Map.entry("uuid", uuid("[0-9a-f]{4}", "[0-9a-f]{4}")),
            Map.entry("uuid3", uuid("3[0-9a-f]{3}", "[0-9a-f]{4}")),
            Map.entry("uuid4", uuid("4[0-9a-f]{3}", "[89ab][0-9a-f]{3}")),
            Map.entry("uuid5", uuid("5[0-9a-f]{3}", "[89ab][0-9a-f]{3}")),
            Map.entry("isbn", text -> isIsbn10(text) || isIsbn13(text)),
            Map.entry("isbn10", Formats::isIsbn10),
            Map.entry("isbn13", Formats::isIsbn13),
            Map.entry("ssn", matching("^\\d{3}[- ]?\\d{2}[- ]?\\d{4}$")),
            Map.entry("hexcolor", matching("^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")),
            Map.entry(
                    "rgbcolor",
                    matching("^rgb\\(\\s*" + octet() + "\\s*,\\s*" + octet() + "\\s*,\\s*" + octet() + "\\s*\\)$")),
            Map.entry("password", text -> true));

    private Formats() {}

    public static boolean isKnown(String format) {
        return KNOWN.containsKey(format);
    }

    public static boolean accepts(String format, String text) {
        return KNOWN.getOrDefault(format, anything -> true).test(text);
    }

    private static Predicate<String> matching(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return text -> pattern.matcher(text).find();
    }

    private static Predicate<String> uuid(String third, String fourth) {
        return matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?" + third + "-?" + fourth + "-?[0-9a-f]{12}$");
    }

    private static String octet() {
        return "(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text.replace(' ', 'T').replace('t', 'T').replace('z', 'Z'));
            return true;
        } catch (DateTimeParseException notDateTime) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException notDate) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        try {
            return text.length() % 4 == 0 && Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isUri(String text) {
        try {
            return text.startsWith("/") || new URI(text).isAbsolute();
        } catch (URISyntaxException notUri) {
            return false;
        }
    }

    private static boolean isHostName(String text) {
        String label = "[a-zA-Z0-9\\p{S}\\p{L}]([a-zA-Z0-9\\p{S}\\p{L}-]{0,61}[a-zA-Z0-9\\p{S}\\p{L}])?";
        return text.length() <= LONGEST_HOST_NAME && Pattern.matches(label + "(\\." + label + ")*", text);
    }

    private static boolean isIsbn10(String text) {
        String digits = text.replaceAll("[\\s-]", "");
        if (!digits.matches("[0-9]{9}[0-9X]")) {
            return false;
        }
        int sum = 0;
        for (int position = 0; position < digits.length(); position++) {
            char digit = digits.charAt(position);
            sum += (position + 1) * (digit == 'X' ? 10 : digit - '0');
        }
        return sum % 11 == 0;
    }

    private static boolean isIsbn13(String text) {
        String digits = text.replaceAll("[\\s-]", "");
        if (!digits.matches("[0-9]{13}")) {
            return false;
        }
        int sum = 0;
        for (int position = 0; position < digits.length(); position++) {
            sum += (position % 2 == 0 ? 1 : 3) * (digits.charAt(position) - '0');
        }
        return sum % 10 == 0;
    }
}
