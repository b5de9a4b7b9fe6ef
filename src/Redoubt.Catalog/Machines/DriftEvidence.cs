using System.Text.Json;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence.Kinds;

namespace Redoubt.Catalog.Machines;

/// <summary>Where machines of one role differ, as evidence of kind <c>Drift</c>: one for each role and control, told at the first place that fails.</summary>
public static class DriftEvidence
{
    /// <summary>What the controls of drift say.</summary>
    /// <param name="answers">What each control says of each machine.</param>
    /// <param name="judge">A judge for these controls.</param>
    public static Judgement Judge(MachineAnswers answers, PlatformJudge judge)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(judge);
        var evidence = new RunEvidence(EvidenceKinds.Drift);
        foreach (var drift in answers.Drifts())
        {
            evidence.Add($"{drift.Control.Id} of {drift.Role}", drift.Findings[0].Location, json =>
            {
                json.WriteString("role", drift.Role);
                json.WriteString("control", drift.Control.Id);
                WriteTexts(json, "failing", drift.Failing);
                WriteTexts(json, "passing", drift.Passing);
                WriteTexts(json, "fields", drift.Fields);
            });
        }

        return evidence.Judge(judge);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
