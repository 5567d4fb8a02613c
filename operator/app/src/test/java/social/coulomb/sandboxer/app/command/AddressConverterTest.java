package social.coulomb.sandboxer.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AddressConverterTest {

    private final AddressConverter converter = new AddressConverter();

    @ParameterizedTest
    @CsvSource({"127.0.0.1:80,127.0.0.1,80", "[::1]:0,::1,0", "localhost:65535,localhost,65535"})
    void anAddressIsReadWithItsPort(String text, String host, int port) {
        assertThat(converter.convert(text)).isEqualTo(new InetSocketAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", ":80", "host:", "host:http", "host:65536"})
    void anythingElseIsRefused(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(text));
    }
}
