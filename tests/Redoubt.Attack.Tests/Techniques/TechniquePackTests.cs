using Redoubt.Attack.Techniques;
using Redoubt.Catalog.Packing;
using Redoubt.Cel;
using Redoubt.Evidence.Views;

namespace Redoubt.Attack.Tests.Techniques;

/// <summary>Both ways to a technique are one: what is loaded from the pack is what its file says.</summary>
public sealed class TechniquePackTests
{
    [Theory]
    [InlineData(30)]
    [InlineData(KubernetesVersion.NewestMinor)]
    public void A_loaded_expression_is_the_compiled_one_in_plan_type_paths_places_and_text(int minor)
    {
        var (written, packed) = (ShippedTechniques.Written, ShippedTechniques.Packed);
        Assert.Equal(written.Techniques.Select(technique => technique.Name), packed.Techniques.Select(technique => technique.Name));
        var (compiling, loading) = (written.Language(minor), packed.Language(minor));
        foreach (var (file, pack) in written.Techniques.Zip(packed.Techniques))
        {
            var (compiled, loaded) = (new CompiledTechnique(file, compiling), new CompiledTechnique(pack, loading));
            Assert.Equal(compiled.Facts, loaded.Facts);
            for (var expression = 0; expression < file.Expressions.Count; expression++)
            {
                Same(compiled.Program(expression), loaded.Program(expression));
            }
        }
    }

    [Fact]
    public void What_was_packed_reads_as_it_was()
    {
        Assert.Equal(ShippedTechniques.Written.Techniques.Select(Describe), ShippedTechniques.Packed.Techniques.Select(Describe));
        Assert.Equal(ShippedTechniques.Written.Mechanisms.Values.OrderBy(one => one.Name), ShippedTechniques.Packed.Mechanisms.Values.OrderBy(one => one.Name));
        Assert.Equal(
            ShippedTechniques.Written.Rights.Select(right => $"{right.Name} {string.Join(',', right.Verbs)} {string.Join(',', right.Resources)}"),
            ShippedTechniques.Packed.Rights.Select(right => $"{right.Name} {string.Join(',', right.Verbs)} {string.Join(',', right.Resources)}"));
    }

    [Fact]
    public void A_pack_of_these_files_fits_them() => Assert.Empty(TechniquePack.Differences(ShippedTechniques.Written, new Pack(ShippedTechniques.Pack(ShippedTechniques.Written))));

    [Fact]
    public void A_pack_of_other_files_is_told_at_the_expression()
    {
        const string File = """
            technique: of-a-test
            title: A test moves
            over: container node
            needs: ["exec:{c}"]
            gives: ["root:{c}"]
            when: container.name == "a"
            how: A test.
            ends: Nothing.
            """;
        var before = new TechniqueCatalog([("one.yaml", File)], []);
        var after = new TechniqueCatalog([("one.yaml", File.Replace("\"a\"", "\"b\"", StringComparison.Ordinal))], []);

        Assert.Empty(before.Problems);
        Assert.Equal("one.yaml:6:7: the image holds another program than this text", Assert.Single(TechniquePack.Differences(after, new Pack(ShippedTechniques.Pack(before)))).ToString());
    }

    [Fact]
    public void An_expression_that_does_not_compile_is_told_where_it_stands()
    {
        const string File = """
            technique: of-a-test
            title: A test moves
            over: container node
            needs: ["exec:{c}"]
            gives: ["root:{c}"]
            how: A test.
            ends: Nothing.
            stops:
              - { mechanism: seccomp, at: "{c}", if: "container.nme == 'a'" }
            """;

        Assert.StartsWith("one.yaml:9:42: ", Assert.Single(new TechniqueCatalog([("one.yaml", File)], []).Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pack_with_any_byte_changed_is_refused()
    {
        var pack = ShippedTechniques.Pack(ShippedTechniques.Written);
        for (var at = 0; at < pack.Length; at += 997)
        {
            var changed = pack.ToArray();
            changed[at] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => LoadAll(changed));
        }

        LoadAll(pack);
    }

    private static void LoadAll(byte[] pack)
    {
        var techniques = TechniquePack.Read(new Pack(pack));
        var language = techniques.Language(KubernetesVersion.NewestMinor);
        foreach (var technique in techniques.Techniques)
        {
            var compiled = new CompiledTechnique(technique, language);
            for (var expression = 0; expression < technique.Expressions.Count; expression++)
            {
                _ = compiled.Program(expression)?.Print();
            }
        }
    }

    private static string Describe(Technique technique) => string.Join('\n',
        technique.Name, technique.Title, technique.Over, string.Join(',', technique.Needs), string.Join(',', technique.Gives), technique.When,
        string.Join(',', technique.Stops), technique.Assumes, technique.AssumesOf, technique.Attack, technique.SeenBy, technique.How, technique.Ends,
        string.Join(',', technique.Mends), technique.See);

    private static void Same(CelProgram? expected, CelProgram? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null || actual is null)
        {
            return;
        }

        Assert.Equal(expected.Type, actual.Type);
        Assert.Equal(expected.Print(), actual.Print());
        Assert.Equal(expected.AttributePaths.Select(path => path.ToString()), actual.AttributePaths.Select(path => path.ToString()));
        Assert.Empty(ProgramParts.Differences(expected, actual));
    }
}
