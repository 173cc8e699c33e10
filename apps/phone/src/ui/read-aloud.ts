/** Only voices that are on the device: others are somebody else's servers. Empty where it has none. */
function voicesFor(language: string): readonly SpeechSynthesisVoice[] {
  if (!('speechSynthesis' in globalThis)) return [];
  return speechSynthesis
    .getVoices()
    .filter((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
}

/** Voices may come a moment after the page. Answers how to stop listening. */
export function onVoices(language: string, tell: (canRead: boolean) => void): () => void {
  const look = () => tell(voicesFor(language).length > 0);
  look();
  if (!('speechSynthesis' in globalThis)) return () => undefined;
  speechSynthesis.addEventListener('voiceschanged', look);
  return () => speechSynthesis.removeEventListener('voiceschanged', look);
}

export function readAloud(text: string, language: string): void {
  const [voice] = voicesFor(language);
  if (voice === undefined) return;
  speechSynthesis.cancel();
  const speech = new SpeechSynthesisUtterance(text);
  speech.voice = voice;
  speech.lang = voice.lang;
  speech.rate = 0.9;
  speechSynthesis.speak(speech);
}
