/** How to connect any system that can call and answer HTTP. */
export const httpGuide = {
  en: `1. Make up a long random **signing secret** and give it to the person who runs your system.
2. Enter the address of your system that takes messages under **Where messages are sent**, and save.
3. Your system posts what contacts write to \`{{webhookUrl}}\`, signed in the header \`X-Chatloom-Signature\`.
4. Every message of the bot or of a member is posted to your address, signed in the same way, with an \`Idempotency-Key\`.

Bodies, signature and answers are described with examples in \`docs/en/channels/http.md\`.`,
  vi: `1. Tự đặt một **khóa ký** dài, ngẫu nhiên và đưa cho người vận hành hệ thống của bạn.
2. Nhập địa chỉ nhận tin nhắn của hệ thống vào ô **Where messages are sent** rồi lưu.
3. Hệ thống của bạn gửi (POST) những gì khách viết tới \`{{webhookUrl}}\`, kèm chữ ký trong tiêu đề \`X-Chatloom-Signature\`.
4. Mọi tin nhắn của bot hoặc nhân viên được gửi tới địa chỉ của bạn, ký theo cùng cách, kèm \`Idempotency-Key\`.

Nội dung, chữ ký và câu trả lời được mô tả kèm ví dụ trong \`docs/en/channels/http.md\`.`,
  bn: `1. একটি লম্বা এলোমেলো **স্বাক্ষরের সিক্রেট** ঠিক করে আপনার সিস্টেম যিনি চালান তাঁকে দিন।
2. **বার্তা যেখানে পাঠানো হয়** ঘরে আপনার সিস্টেমের বার্তা নেওয়ার ঠিকানা লিখে সংরক্ষণ করুন।
3. কন্টাক্টরা যা লেখেন তা আপনার সিস্টেম \`{{webhookUrl}}\`-এ পোস্ট করে, \`X-Chatloom-Signature\` হেডারে স্বাক্ষরসহ।
4. বট বা সদস্যের প্রতিটি বার্তা একইভাবে স্বাক্ষরিত হয়ে, \`Idempotency-Key\`-সহ, আপনার ঠিকানায় পোস্ট হয়।

বিষয়বস্তু, স্বাক্ষর ও উত্তর উদাহরণসহ \`docs/en/channels/http.md\`-এ বলা আছে।`,
};
