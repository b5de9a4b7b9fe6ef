using System.Text.Json;
using Redoubt.Attack;
using Redoubt.Attack.Paths;
using Redoubt.Report.Formats;

namespace Redoubt.Cli.Commands.Attack;

/// <summary><c>redoubt.dev/paths/v1</c> (<c>docs/schemas/paths-v1.schema.json</c>): what the ways rest on, so that each can be checked by who reads it. Every field is always there.</summary>
internal static class PathsJson
{
    public static void Write(Utf8JsonWriter json, PathBook book, string question, IEnumerable<string> notes, Func<DepthPair, bool> isOwn)
    {
        json.WriteString("question", question);
        json.WriteObjects("causes", book.Causes, cause =>
        {
            json.WriteString("name", cause.Name);
            json.WriteString("mechanism", cause.Mechanism);
            json.WriteString("scope", cause.Scope);
            json.WriteString("layer", cause.Layer);
            json.WriteBoolean("partial", cause.IsPartial);
        });
        json.WriteObjects("atoms", book.Atoms, atom =>
        {
            json.WriteString("name", atom.Name);
            json.WriteString("say", atom.Say);
        });
        json.WriteObjects("clauses", book.Clauses, clause => Clause(json, clause));
        json.WriteObjects("entries", book.Entries, entry =>
        {
            json.WriteString("name", entry.Name);
            json.WriteNumbers("holds", entry.Holds);
        });
        json.WriteObjects("pairs", book.Pairs, pair => Pair(json, pair, isOwn(pair.Pair)));
        json.WriteTexts("notes", notes);
    }

    private static void Clause(Utf8JsonWriter json, PathClause clause)
    {
        var step = clause.Step;
        json.WriteNumber("gives", clause.Gives);
        json.WriteNumbers("needs", clause.Needs);
        json.WriteTexts("fails", clause.Fails);
        json.WriteString("fact", clause.Fact);
        json.WriteString("technique", step?.Technique ?? "");
        json.WriteString("attack", step?.AttackId ?? "");
        json.WriteString("title", step?.Title ?? clause.Why);
        json.WriteString("on", step?.On ?? "");
        json.WriteString("how", step?.How ?? "");
        json.WriteString("seenBy", step?.SeenBy ?? "");
        json.WriteString("ends", step?.Ends ?? "");
        json.WriteString("file", step?.Place?.File ?? "");
        json.WriteNumber("line", step?.Place?.Line ?? 0);
        json.WriteNumber("column", step?.Place?.Column ?? 0);
        json.WriteObjects("guards", step?.Guards ?? [], guard =>
        {
            json.WriteString("mechanism", guard.Mechanism);
            json.WriteString("place", guard.Place);
            json.WriteString("state", PathsCommand.NameOf(guard.State));
            json.WriteString("fact", guard.Fact);
            json.WriteString("file", guard.Source?.File ?? "");
            json.WriteNumber("line", guard.Source?.Line ?? 0);
            json.WriteNumber("column", guard.Source?.Column ?? 0);
        });
    }

    private static void Pair(Utf8JsonWriter json, PathPair one, bool isOwn)
    {
        var pair = one.Pair;
        json.WriteString("entry", pair.Entry.Name);
        json.WriteString("jewel", pair.Jewel.Name);
        json.WriteBoolean("own", isOwn);
        json.WriteString("depth", pair.DepthText);
        json.WriteString("firm", pair.FirmText);
        json.WriteNumber("known", pair.Known);
        json.WriteObjects("falls", pair.Falls, fall =>
        {
            json.WriteString("fact", fall.Fact);
            json.WriteNumber("depth", fall.Depth);
            json.WriteString("say", fall.Say);
            json.WriteString("look", fall.Look);
        });
        json.WriteObjects("sets", one.Sets, set =>
        {
            json.WriteTexts("causes", set.Causes);
            json.WriteNumbers("derivation", set.Derivation);
        });
        json.WriteNumber("more", one.More);
    }

    // A line each would make long files of what nobody reads number by number.
    private static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WritePropertyName(name);
        json.WriteRawValue($"[{string.Join(", ", numbers)}]", skipInputValidation: true);
    }
}
