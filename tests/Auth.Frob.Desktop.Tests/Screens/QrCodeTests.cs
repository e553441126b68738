using Auth.Frob.Desktop.Screens;
using QRCoder;

namespace Auth.Frob.Desktop.Tests.Screens;

public sealed class QrCodeTests
{
    [Fact]
    public void Each_module_of_the_code_is_half_a_character()
    {
        const string Address = "https://service.example/consent?api_key=0123456789&token=abc-DEF_123";
        using var data = QRCodeGenerator.GenerateQrCode(Address, QRCodeGenerator.ECCLevel.L);
        var lines = QrCode.Lines(Address, 100)!;
        lines.Should().HaveCount((data.ModuleMatrix.Count + 1) / 2);
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < data.ModuleMatrix.Count; x++)
            {
                var isLight = lines[y / 2][x] == '█' || lines[y / 2][x] == (y % 2 == 0 ? '▀' : '▄');
                isLight.Should().Be(!data.ModuleMatrix[y][x]);
            }
        }
        lines[0].All(static c => c == '█').Should().BeTrue();
    }

    [Fact]
    public void A_text_that_no_code_holds_has_none()
    {
        QrCode.Lines(new string('x', 5000), 1000).Should().BeNull();
        QrCode.Lines("https://service.example/", 20).Should().BeNull();
    }
}
