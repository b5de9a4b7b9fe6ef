using System.Globalization;
using System.Text.Json;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Catalog.Exceptions;

/// <summary>What became of each exception in a run, as evidence of kind <c>Exception</c>; told at the place at which the exception is written.</summary>
public static class ExceptionEvidence
{
    /// <summary>What the controls of exceptions say of the exceptions of a run.</summary>
    /// <param name="book">The exceptions, after they were laid beside what was found.</param>
    /// <param name="judge">A judge for these controls; its day is the one that exceptions are held against.</param>
    public static Judgement Judge(ExceptionBook book, PlatformJudge judge)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(judge);
        var evidence = new RunEvidence(EvidenceKinds.Exception);
        foreach (var use in book.Uses)
        {
            var place = use.Rule.Place;
            var isSeen = book.IsSeen(use);
            var name = use.Document is null ? use.Rule.Name : $"{use.Rule.Control} in {Subjects.Subject.NameOf(use.Document)}";
            evidence.Add(name, new Location(place.File, place.Line, place.Column, ""), json => Write(json, use, isSeen));
        }

        return evidence.Judge(judge);
    }

    private static void Write(Utf8JsonWriter json, ExceptionUse use, bool isSeen)
    {
        var rule = use.Rule;
        json.WriteString("control", rule.Control);
        json.WriteNumber("controls", use.Controls.Count);
        json.WriteBoolean("everywhere", rule.Origin == ExceptionOrigin.Configuration && rule.Scope.IsEverywhere);
        json.WriteNumber("findings", use.Findings);
        json.WriteBoolean("seen", isSeen);
        json.WriteString("origin", rule.Origin.ToString().ToLowerInvariant());
        WriteFilled(json, "misspelt", use.Misspelt ?? "");
        WriteFilled(json, "objection", use.Objection);
        WriteFilled(json, "approver", rule.Approver);
        WriteFilled(json, "ticket", rule.Ticket);
        WriteFilled(json, "until", rule.Until is { } until ? until.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture) : "");
    }

    private static void WriteFilled(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }
}
