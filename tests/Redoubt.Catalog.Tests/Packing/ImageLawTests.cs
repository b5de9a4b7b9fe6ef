using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Judge;
using Redoubt.Catalog.Packing;
using Redoubt.Cel;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Tests.Packing;

/// <summary>Both ways to a program are one: what is loaded from the image is what compiling the text gives.</summary>
public class ImageLawTests
{
    private static readonly byte[] Packed = Pack(Repository.Catalog);

    [Theory]
    [InlineData(30)]
    [InlineData(KubernetesVersion.NewestMinor)]
    public void A_loaded_program_is_the_compiled_one_in_plan_type_cost_paths_places_and_text(int minor)
    {
        var compiled = Judge(Repository.Catalog, minor);
        var loaded = Judge(CatalogPack.Read(new Pack(Packed)), minor);
        Assert.Empty(compiled.CompileAll());

        for (var number = 0; number < compiled.Controls.Count; number++)
        {
            var (expected, actual) = (compiled.Compiled(number)!, loaded.Compiled(number)!);
            Assert.Equal(expected.Control.Id, actual.Control.Id);
            Assert.True(actual.Control.IsPacked);
            foreach (var (first, second) in Programs(expected).Zip(Programs(actual)))
            {
                Same(expected.Control.Id, first, second);
            }
        }
    }

    [Fact]
    public void A_pack_of_these_files_fits_them() => Assert.Empty(CatalogPack.Differences(Repository.Catalog, new Pack(Packed)));

    [Fact]
    public void A_pack_of_other_files_is_told_with_control_and_field()
    {
        const string File = """
            id: workloads/of-a-test
            title: Pods say nothing
            layer: workloads
            theme: isolation
            severity: low
            for: pod
            check: "!pod.spec.?hostPID.orValue(false)"
            why: A test asks.
            fix: { say: Nothing. }
            """;
        var before = Built(File);
        var after = Built(File.Replace("!pod", "pod", StringComparison.Ordinal));
        var renamed = Built(File.Replace("of-a-test", "of-another-test", StringComparison.Ordinal));

        Assert.Equal("workloads/of-a-test: check: the image holds another program than this text", Assert.Single(CatalogPack.Differences(after, new Pack(Pack(before)))).ToString());
        Assert.Equal("workloads/of-another-test: id: the image does not hold this control", Assert.Single(CatalogPack.Differences(renamed, new Pack(Pack(before)))).ToString());
    }

    [Fact]
    public void A_pack_with_any_byte_changed_or_cut_off_is_refused()
    {
        var small = Pack(new ControlCatalog([.. Repository.Catalog.Controls.Take(3)], Repository.Catalog.Facts, []));
        for (var at = 0; at < small.Length; at += 7)
        {
            var changed = small.ToArray();
            changed[at] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => LoadAll(changed));
        }

        Assert.Throws<InvalidDataException>(() => LoadAll(small[..(small.Length / 2)]));
        Assert.Throws<InvalidDataException>(() => LoadAll(small[..6]));
        Assert.Throws<InvalidDataException>(() => LoadAll([]));
        LoadAll(small);
    }

    private static void LoadAll(byte[] pack)
    {
        var catalog = CatalogPack.Read(new Pack(pack));
        var judge = Judge(catalog, KubernetesVersion.NewestMinor);
        judge.CompileAll();
        foreach (var program in Enumerable.Range(0, judge.Controls.Count).SelectMany(number => Programs(judge.Compiled(number)!)).OfType<CelProgram>())
        {
            Assert.NotEmpty(program.Print());
        }

        Assert.All(catalog.Controls, control => Assert.NotEmpty(control.Text.Why));
        Assert.NotEmpty(catalog.Facts);
        Assert.Empty(catalog.Frameworks);
    }

    private static ControlCatalog Built(string file)
    {
        var builder = new CatalogBuilder().Add("one.yaml", file);
        Assert.DoesNotContain(builder.Problems, problem => !problem.Reason.Contains("examples", StringComparison.Ordinal));
        return builder.Build();
    }

    private static byte[] Pack(ControlCatalog catalog)
    {
        var writer = new PackWriter();
        CatalogPack.Write(catalog, writer);
        return writer.ToArray();
    }

    private static PlatformJudge Judge(ControlCatalog catalog, int minor) => new(catalog, catalog.Controls, new JudgeOptions { KubernetesMinor = minor });

    private static IEnumerable<CelProgram?> Programs(CompiledControl control) =>
        [control.When, control.Each, control.Check, control.Message, control.Context, .. control.Control.Rule.Severities.Select((_, i) => control.WhenOf(i))];

    private static void Same(string control, CelProgram? expected, CelProgram? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null || actual is null)
        {
            return;
        }

        Assert.Equal(expected.Type, actual.Type);
        Assert.Equal(expected.Print(), actual.Print());
        Assert.Equal(expected.AttributePaths.Select(path => path.ToString()), actual.AttributePaths.Select(path => path.ToString()));
        Assert.Equal(expected.EstimateCost((_, _) => new CelRange(0, 9)), actual.EstimateCost((_, _) => new CelRange(0, 9)));
        if (ProgramParts.Differences(expected, actual) is [_, ..] different)
        {
            Assert.Fail($"{control}: {expected.Text}: {string.Join("\n", different)}");
        }
    }
}
