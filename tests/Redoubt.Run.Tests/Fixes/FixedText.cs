using System.Globalization;
using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Collect;
using Redoubt.Edit.Texts;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;
using Redoubt.Run.Fixes;

namespace Redoubt.Run.Tests.Fixes;

/// <summary>Texts that are mended by all controls of the catalogue.</summary>
internal sealed class FixedText
{
    private static readonly ControlCatalog Catalog = BuiltInCatalog.Open();
    private static readonly Dictionary<(int Minor, DateOnly Day), PlatformJudge> Judges = [];

    private readonly ReadOptions _read;
    private readonly PlatformJudge _judge;

    private FixedText(PlatformJudge judge, Scope scope) => (_judge, _read) = (judge, new ReadOptions { Scope = scope });

    public static IReadOnlyList<Control> Controls => Catalog.Controls;

    /// <summary>How the manifests of an example are judged.</summary>
    public static FixedText Of(Control control, ControlExample example)
    {
        var minor = KubernetesVersion.TryParse(example.Kubernetes, out var version) ? version.Minor : KubernetesVersion.NewestMinor;
        var day = DateOnly.TryParseExact(example.At, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var said) ? said : default;
        return new FixedText(JudgeOf(minor, day, control, example.Parameters), example.Whole ? Scope.Whole : Scope.Part);
    }

    /// <summary>How any manifests are judged.</summary>
    public static FixedText Usual() => new(JudgeOf(KubernetesVersion.NewestMinor, default, null, []), Scope.Whole);

    /// <summary>What is found in texts, by name.</summary>
    public FixState Judge(params IReadOnlyList<(string Name, string Text)> files) =>
        Judge(new Collected([.. files.Select(file => new CollectedFile(file.Name, DocumentReader.Read(file.Name, file.Text, _read)))], []), new Dictionary<string, EditedText>());

    /// <summary>Mends what can be mended.</summary>
    public FixOutcome Fix(FixState state, bool allowsUnsafe, params string[] controls) => new FixRun(new FixRequest(controls, allowsUnsafe), state, _read, Judge, _ => null).Run();

    private FixState Judge(Collected collected, IReadOnlyDictionary<string, EditedText> texts)
    {
        var platform = collected.ToPlatform(_read.Scope);
        return new FixState(collected, platform, _judge.Judge(platform), texts);
    }

    private static PlatformJudge JudgeOf(int minor, DateOnly day, Control? control, IReadOnlyList<(string Name, string Json)> parameters)
    {
        var options = new JudgeOptions { KubernetesMinor = minor, Today = day, AsksFixes = true, KeepPassed = true };
        if (control is not null && parameters.Count > 0)
        {
            return new PlatformJudge(Catalog, Catalog.Controls, options with { Parameters = new Dictionary<string, IReadOnlyList<(string, string)>> { [control.Id] = parameters } });
        }

        lock (Judges)
        {
            return Judges.TryGetValue((minor, day), out var judge) ? judge : Judges[(minor, day)] = new PlatformJudge(Catalog, Catalog.Controls, options);
        }
    }
}
