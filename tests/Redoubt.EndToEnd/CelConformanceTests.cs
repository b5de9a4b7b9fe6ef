using System.Diagnostics;

namespace Redoubt.EndToEnd;

[NeedsSuite("cel")]
public sealed class CelConformanceTests
{
    [Fact]
    public async Task The_conformance_suite_of_CEL_agrees_in_a_native_program()
    {
        var program = Path.Combine(RedoubtProgram.Root, "artifacts", "cel-native", "Redoubt.Cel.Native");
        Assert.True(File.Exists(program), "the program is not published: run ./test, or see tests/Redoubt.Cel.Native/README.md");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["REDOUBT_SHARED"] = RedoubtProgram.Shared;

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("", await error);
        Assert.Contains(" agree, 0 disagree, ", output, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
    }
}
